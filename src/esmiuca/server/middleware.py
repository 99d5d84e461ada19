"""For every answer: its headers, a clean close after an unread body, and no bare 500."""

from __future__ import annotations

import logging

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esmiuca.server.errors import OUT_OF_RESOURCES, error_response

PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'self'; frame-ancestors 'self'"
)
"""The page runs its own scripts and WebAssembly, and reaches no other host."""

HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Set where the answer does not say otherwise."""

LINGER_SECONDS = 2.0
LINGER_BYTES = 16_000_000
"""After an early answer: how much more of the request's body is read and thrown away."""

logger = logging.getLogger(__name__)


class Safeguards:
    """Adds the headers, and answers unforeseen errors with a 500 in our form."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as error:
            if started:
                raise
            if _out_of_resources(error):
                logger.warning("%s %r failed: %s", scope["method"], scope["path"], error or "no memory")
                response = error_response(
                    503,
                    "The server has no memory or no descriptors left; try again later.",
                    {"Retry-After": "5"},
                )
            else:
                logger.exception("%s %r failed", scope["method"], scope["path"])
                response = error_response(500, "The server made a mistake; its log says more.")
            await response(scope, receive, send_with_headers)


def _out_of_resources(error: Exception) -> bool:
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in OUT_OF_RESOURCES)


class CloseUnread:
    """Closes the connection after an answer that did not wait for the whole body of its request.

    Otherwise a server would go on reading, however much comes, to find the next request on the same
    connection. Closing at once has a flaw of its own: a client that is still sending gets a reset, and may
    never see the answer. So the answer goes out, what still arrives is thrown away for a bounded time, then
    the connection is closed (nginx calls this a lingering close).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _announces_body(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        unread = True

        async def receive_watched() -> Message:
            nonlocal unread
            message = await receive()
            unread = message["type"] == "http.request" and message.get("more_body", False)
            return message

        async def send_watched(message: Message) -> None:
            if message["type"] == "http.response.start" and unread:
                MutableHeaders(scope=message)["Connection"] = "close"
            last = message["type"] == "http.response.body" and not message.get("more_body", False)
            if last and unread:
                await send({**message, "more_body": True})
                await linger()
                message = {"type": "http.response.body", "body": b"", "more_body": False}
            await send(message)

        async def linger() -> None:
            taken = 0
            with anyio.move_on_after(LINGER_SECONDS):
                while unread and taken < LINGER_BYTES:
                    taken += len((await receive_watched()).get("body", b""))

        await self.app(scope, receive_watched, send_watched)


def _announces_body(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
