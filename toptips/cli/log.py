"""What is read and written, as lines on standard error."""

from __future__ import annotations

import logging

from toptips.cli.terminal import harmless

LOG = logging.getLogger("toptips")


class HarmlessLines(logging.Formatter):
    """Logs each record as one line that steers no terminal: it may name a returned file."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return harmless(super().format(record))


def begin_log(*, verbose: bool, debug: bool) -> None:
    """Log on standard error, if either was asked for; `debug` shows errors whole, too."""
    handler = logging.StreamHandler() if verbose or debug else logging.NullHandler()
    handler.setFormatter(HarmlessLines())
    LOG.propagate = False
    LOG.handlers = [handler]
    LOG.setLevel(logging.DEBUG if debug else logging.INFO)


def is_debugging() -> bool:
    """Say whether errors are to be shown whole."""
    return LOG.isEnabledFor(logging.DEBUG)
