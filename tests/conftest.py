"""What every test may ask for, and what is put right after each of them."""

import logging
from collections.abc import Iterator

import pytest

from tests.support import pictures


@pytest.fixture
def empty_pictures() -> Iterator[None]:
    """Charts are made without being drawn; their titles and alternative texts are true."""
    with pictures.empty_pictures():
        yield


@pytest.fixture(autouse=True)
def _the_log_is_put_back() -> Iterator[None]:
    """The command line sets up the log of its process; the tests share one process."""
    log = logging.getLogger("toptips")
    before = log.propagate, log.level, list(log.handlers)
    yield
    log.propagate, log.level, log.handlers[:] = before
