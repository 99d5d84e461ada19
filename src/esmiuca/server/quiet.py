"""A log that an attack doesn't fill: of each kind of message one in ten seconds, and how many there were besides."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SECONDS = 10.0

MOST_KINDS = 1000
"""Of messages that are remembered."""

LOGGERS = ("asyncio", "uvicorn.error", "esmiuca.server.connections", "esmiuca.server.middleware")
"""Those that clients can make write."""


@dataclass
class _Kind:
    until: float
    more: int
    first: str


class Quiet(logging.Filter):
    """Lets one message of a kind through, then none for SECONDS. A kind is a text before its arguments, or the line that failed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._kinds: dict[tuple[str, int, str, str], _Kind] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if hasattr(record, "counted"):
            return True
        now = self._clock()
        kind = self._kinds.get(key := _kind(record))
        if kind is not None and now < kind.until:
            kind.more += 1
            return False
        if len(self._kinds) >= MOST_KINDS:
            self.flush(everything=True)
        self._kinds[key] = _Kind(now + SECONDS, 0, _first_line(record.getMessage()))
        if kind is not None and kind.more:
            _log_more(key, kind)
        return True

    def flush(self, everything: bool = False) -> None:
        """Logs how many were kept back, of the kinds whose time is over."""
        now = self._clock()
        over = {key: kind for key, kind in self._kinds.items() if everything or now >= kind.until}
        for key, kind in over.items():
            del self._kinds[key]
            if kind.more:
                _log_more(key, kind)

    def attach(self, loggers: Sequence[str] = LOGGERS) -> None:
        """Begins to listen in on these loggers."""
        for name in loggers:
            logging.getLogger(name).addFilter(self)

    def detach(self, loggers: Sequence[str] = LOGGERS) -> None:
        """Ends what attach began."""
        self.flush(everything=True)
        for name in loggers:
            logging.getLogger(name).removeFilter(self)


def _kind(record: logging.LogRecord) -> tuple[str, int, str, str]:
    failed = ""
    if record.exc_info and record.exc_info[0] is not None:
        traceback = record.exc_info[2]
        while traceback is not None and traceback.tb_next is not None:
            traceback = traceback.tb_next
        where = f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}" if traceback else ""
        failed = f"{record.exc_info[0].__name__} {where}"
    return record.name, record.levelno, _first_line(str(record.msg)), failed


def _first_line(text: str) -> str:
    return text.partition("\n")[0][:200]


def _log_more(key: tuple[str, int, str, str], kind: _Kind) -> None:
    name, level, _, failed = key
    what = f"{kind.first} ({failed})" if failed else kind.first
    logging.getLogger(name).log(
        level, "%d more like this within %g s: %s", kind.more, SECONDS, what, extra={"counted": True}
    )
