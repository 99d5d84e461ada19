"""A server that is asked to stop: who still gets their answer, and what the others are told."""

from __future__ import annotations

import asyncio

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esmiuca.server.errands import STOPPING
from esmiuca.server.errors import error_response
from esmiuca.server.limits import Refusal, Workload


class Draining:
    """Tells the workload which requests have no answer yet, and answers those that it cuts off.

    While the server drains, each answer is the last one on its connection.
    """

    def __init__(self, app: ASGIApp, workload: Workload) -> None:
        self.app = app
        self.workload = workload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = asyncio.current_task()
        if scope["type"] != "http" or request is None:
            await self.app(scope, receive, send)
            return
        unanswered = self.workload.unanswered

        async def send_watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                unanswered.discard(request)
                if self.workload.draining:
                    MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        unanswered.add(request)
        try:
            await self.app(scope, receive, send_watched)
        except asyncio.CancelledError:
            if not self.workload.was_cut_off or request not in unanswered:
                raise
            request.uncancel()
            refusal = self.workload.unavailable(Refusal("stopping", STOPPING))
            await error_response(refusal.status_code, refusal.detail, refusal.headers)(
                scope, receive, send_watched
            )
        finally:
            unanswered.discard(request)
