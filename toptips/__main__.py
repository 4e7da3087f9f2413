"""Runs the command line as ``python -m toptips``."""

from toptips.cli import main

main()
