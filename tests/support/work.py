"""How much the processor has worked on something, whatever else the machine and the tests do."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Assert that what stands within takes no more processor time than this.

    Python's own clearing up is put off till after it: that goes through whatever the tests before
    have left, which has taken a second of the time of a file that takes 50 ms.
    """
    was_on = gc.isenabled()
    gc.disable()
    began = time.process_time()
    try:
        yield
        worked = time.process_time() - began
    finally:
        if was_on:
            gc.enable()
    assert worked < seconds, f"{worked:.2f} s of processor time, of {seconds} at most"
