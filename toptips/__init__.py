"""toptips: prepare, run and analyse Top Tips workshops on hospital discharge."""

from collections.abc import Callable

__version__ = "0.1.0"

HowFar = Callable[[int, int, str], None]
"""Told while something is done: how many parts are done, of how many, and what comes next."""
