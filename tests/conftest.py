"""What every test may ask for, and what is put right after each of them."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support import pictures

# These two go by the clock, and a busy machine is slow without anything being wrong.
settings.register_profile("any pace", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any pace")


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
