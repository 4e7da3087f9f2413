"""What every test may ask for, and what is put right after each of them."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support import pictures
from tests.support.confirming import confirm_all
from toptips.analysis import answers

# These two go by the clock, and a busy machine is slow without anything being wrong.
settings.register_profile("any pace", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any pace")


@pytest.fixture
def empty_pictures() -> Iterator[None]:
    """Charts are made without being drawn; their titles and alternative texts are true."""
    with pictures.empty_pictures():
        yield


@pytest.fixture
def everything_is_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every comment is confirmed as a quote; consent and the rest still decide."""
    confirm_all(monkeypatch)


@pytest.fixture
def sectors_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sectors are shown however few the forms, so that they can be worked out by hand."""
    monkeypatch.setattr(answers, "FEWEST_FOR_SECTORS", 0)


@pytest.fixture(autouse=True)
def _the_log_is_as_in_a_new_process() -> Iterator[None]:
    """The command line sets up the log of its process; the tests share one process."""
    _begin_anew()
    yield
    _begin_anew()


def _begin_anew() -> None:
    logging.disable(logging.NOTSET)
    log = logging.getLogger("toptips")
    log.propagate, log.disabled = True, False
    log.setLevel(logging.NOTSET)
    log.handlers.clear()
