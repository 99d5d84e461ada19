"""The connections of one server: how many may be open, how long a client is waited for, and who goes where there are too many.

An answer may take its time to be computed, and a page may listen to a training run for hours. What is bounded is the time in which
a client keeps the server waiting: before a request, in its headers, in its body, in taking its answer.
"""

from __future__ import annotations

import heapq
import logging
import time
from collections import Counter
from enum import Enum
from typing import Protocol

from esmiuca.server.limits import Limits

SPARE_DESCRIPTORS = 128
"""For the workers, files, runs, and for connections that the system hands over before one is counted (ACCEPTED_AT_ONCE)."""

FEWEST = 16
"""Connections, however few descriptors there are."""

ACCEPTED_AT_ONCE = 16

TAKEN_BYTES = 32_768
"""Of an answer that waits for its client: how much it must take in `stall_seconds`."""

SHED_SHARE = 32
"""One of so many connections goes where there is no room for one more."""

CAREFUL_SECONDS = 60.0
"""After descriptors ran out: how long only half as many connections are taken on as there were then."""

logger = logging.getLogger(__name__)


class Stage(Enum):
    """What a connection waits for."""

    IDLE = "a request"
    HEAD = "the rest of a request's line and headers"
    BODY = "the rest of its body"
    ANSWER = "our answer, or that the client takes it"


class Connection(Protocol):
    """What Connections knows of one."""

    network: str
    """Whose it is, as network_of says it."""

    def hang_up(self) -> None:
        """Closes it at once."""
        ...

    def check(self, now: float) -> None:
        """Closes it where its client has kept it waiting for too long."""
        ...

    def used(self, now: float) -> float:
        """How much of the time that its client has to go on is over, as a share; 0 where nothing is waited for."""
        ...


class Connections:
    """All that are open, the oldest first."""

    def __init__(self, limits: Limits, descriptors: int) -> None:
        self.limits = limits
        self.most = self._usual = max(FEWEST, min(limits.max_connections, descriptors - SPARE_DESCRIPTORS))
        self._careful_until = 0.0
        self._open: dict[Connection, None] = {}

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, connection: Connection) -> bool:
        """Whether there is room for it; some that keep the server waiting are closed to make it."""
        if len(self._open) >= self.most:
            closed = self.shed()
            logger.warning(
                "%d connections are open, which is all this server takes on; %s",
                self.most,
                "those that waited longest for their clients were closed" if closed else "more are refused",
            )
            if not closed:
                return False
        self._open[connection] = None
        return True

    def leave(self, connection: Connection) -> None:
        """It is closed."""
        self._open.pop(connection, None)

    def make_do(self) -> int:
        """Takes on fewer for a while, since the system gives no more; closes what is too many, and gives its number."""
        if time.monotonic() > self._careful_until:
            self.most = max(FEWEST, len(self._open) // 2)
        self._careful_until = time.monotonic() + CAREFUL_SECONDS
        closed = 0
        while len(self._open) > self.most and (shed := self.shed()):
            closed += shed
        return closed

    def shed(self) -> int:
        """Closes some of those that wait for their clients, of whoever has most of them; gives their number.

        Behind a reverse proxy all are of one address, and those go first that have used most of their time: never who has just come.
        """
        now = time.monotonic()
        used = {one: share for one in self._open if (share := one.used(now)) > 0}
        if not used:
            return 0
        owned = Counter(one.network for one in used)
        most = max(owned.values())
        rich = [one for one in used if owned[one.network] == most]
        shed = heapq.nlargest(max(1, self.most // SHED_SHARE), rich, key=used.__getitem__)
        for connection in shed:
            self.leave(connection)
            connection.hang_up()
        return len(shed)

    def check(self) -> None:
        """Closes those whose clients have kept them waiting for too long."""
        now = time.monotonic()
        if now > self._careful_until:
            self.most = self._usual
        for connection in list(self._open):
            connection.check(now)
