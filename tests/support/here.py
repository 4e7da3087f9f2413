"""Runs the command line within the tests' own process, which takes no time to begin."""

import contextlib
import io
import subprocess
import sys
from unittest import mock

from toptips.cli import main


def here(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run one command line; the caller looks at its exit status and at what it said."""
    line = ["toptips", *map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    status: object = 0
    with (
        mock.patch.object(sys, "argv", line),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            status = ended.code or 0
    assert isinstance(status, int)
    return subprocess.CompletedProcess(line, status, out.getvalue(), err.getvalue())
