"""Work done in a process of its own, which may die."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable

import pytest

# Windows has no os.fork: nothing that dies in a child can be tried there.
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork here")


def in_a_child(work: Callable[[], None]) -> int:
    """Do something in a process of its own, and return its exit status."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
