"""Each request gets an id, and its answer is counted and logged."""

from __future__ import annotations

import logging
import secrets
import time
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esmiuca.server.metrics import Metrics

HEADER = "X-Request-Id"
LONGEST_ID = 64

PAGE = "page"
"""The route of what is no route: the page's files, and addresses of nothing."""

UNANSWERED = 0
"""The status of a request that got no answer."""

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""Of the request that is being answered, for the log."""

logger = logging.getLogger(__name__)


class Observed:
    """Counts every answer in `metrics`, logs it, and sends the request's id back: the client's own, or one that is made here."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        name = told(Headers(scope=scope)) or secrets.token_hex(8)
        status = UNANSWERED

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = name
            await send(message)

        before = request_id.set(name)
        try:
            await self.app(scope, receive, send_with_id)
        finally:
            seconds = time.monotonic() - began
            self.metrics.answered(getattr(scope.get("route"), "path", PAGE), scope["method"], status, seconds)
            if logger.isEnabledFor(logging.INFO):
                log_answer(scope, status, seconds)
            request_id.reset(before)


def told(headers: Headers) -> str | None:
    """The id that the client gives its request, if it is short and can be printed."""
    name = headers.get(HEADER, "")
    return name if 0 < len(name) <= LONGEST_ID and name.isascii() and name.isprintable() else None


def log_answer(scope: Scope, status: int, seconds: float) -> None:
    """A line about one answer."""
    client = scope.get("client")
    fields = {
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "ms": round(1000 * seconds, 1),
        "client": client[0] if client else None,
    }
    logger.info("%(method)s %(path)r %(status)s", fields, extra={"fields": fields})
