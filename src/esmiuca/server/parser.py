"""How requests are read from a connection: by httptools, with limits for what is not a body and for how long it takes.

Who asks for a prediction while there is no place left is refused here, before anything else is made of the request: a refusal costs a
tenth of what the application's own would. Who asks again before Retry-After has passed is refused only then, on that connection, so that
those who don't heed it cost the others nothing.
"""

from __future__ import annotations

import time
from asyncio import BaseTransport, Transport
from functools import lru_cache
from math import inf
from typing import Any, cast

from httptools import HttpRequestParser
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from esmiuca.server.connections import TAKEN_BYTES, Connections, Stage
from esmiuca.server.errors import ErrorAnswer
from esmiuca.server.limits import RETRY_AFTER_SECONDS, Refusal, Workload, is_easily_thrown_away, network_of
from esmiuca.server.middleware import HEADERS

MOST_HEAD_BYTES = 65_536
"""Of a request's line and headers, of a chunk's extensions, of trailers: httptools itself takes any number."""

MOST_PIPELINED = 32
"""Requests of one connection that wait for the answer to another one: each takes some kilobytes."""

COMPUTING = (b"/api/predict", b"/api/read", b"/infer")
"""How the paths end that need a worker. Any other is answered by the application, also while all workers are busy."""

STALLED_SECONDS = 5.0
"""A client that takes nothing of its answer for so long may go where there are too many connections."""

IDLE_WEIGHT = 4
"""Of a second in which nothing was begun, against one in which something was: closing it costs its client less."""

ABANDONED_SECONDS = 10.0
"""Beyond the time that a body may take, after which the application has answered."""


class TooManyRequestsError(Exception):
    """More requests on one connection than wait for their turn."""


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which waits for no client for long, and answers 400 and closes where a head doesn't end."""

    parser: HttpRequestParser  # until the connection is lost; afterwards nothing is received

    def __init__(self, *given: Any, connections: Connections, workload: Workload, **named: Any) -> None:
        super().__init__(*given, **named)
        self._connections = connections
        self._limits = connections.limits
        self._workload = workload
        self.stage = Stage.IDLE
        self.since = 0.0
        self.network = ""
        self._head_bytes = 0  # since the last part of a body, or the end of the last head
        self._refusal: Refusal | None = None  # of the request that is being read
        self._needs_worker = False
        self._refused_at = -inf
        self._is_refusing = False  # and waits until it is time to say so
        self._deaf = False
        self._unsent: tuple[int, float] | None = None  # bytes of the answer that wait, since when

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast(Transport, transport))
        self.network = network_of(self.client[0] if self.client else "")
        self._begin(Stage.IDLE)
        if not self._connections.enter(self):
            most = self._connections.most
            self._end(
                503, f"{most} connections are open, which is all this server takes on; try again in a second."
            )

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._deaf:
            return
        if self.stage is Stage.IDLE:
            self._begin(Stage.HEAD)
        self._head_bytes += len(data)
        super().data_received(data)
        if self._head_bytes > MOST_HEAD_BYTES and not self._deaf and not self.transport.is_closing():
            self._end(400, f"What is not a body may have {MOST_HEAD_BYTES} bytes.")

    def on_headers_complete(self) -> None:
        self._head_bytes = 0
        self._begin(Stage.BODY)
        self._needs_worker = self._is_for_a_worker()
        if self._needs_worker:
            refusal = self._workload.refusal(self._asker())
            if refusal is not None and self._is_easily_refused():
                self._refusal = refusal
                return
        if len(self.pipeline) >= MOST_PIPELINED or self._is_refusing:
            raise TooManyRequestsError
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._head_bytes = 0
        if self._refusal is None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._head_bytes = 0
        if self._refusal is not None:
            self._refuse(self._refusal)
            return
        self._begin(Stage.ANSWER)
        if self._needs_worker and not self.pipeline:
            self._workload.expect()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete:
            self._begin(Stage.HEAD if self._head_bytes else Stage.IDLE)
        else:  # another request has waited for its turn
            self._begin(Stage.BODY if self.cycle.more_body else Stage.ANSWER)

    def send_400_response(self, msg: str) -> None:
        self._end(400, msg)

    def resume_writing(self) -> None:
        super().resume_writing()
        # It has taken nearly all that waited for it. Once the next part waits, that may look as if it had taken nothing.
        self._unsent = None

    def hang_up(self) -> None:
        self.transport.abort()

    def check(self, now: float) -> None:
        unsent = self.transport.get_write_buffer_size()
        if not unsent:
            self._unsent = None
        elif self._unsent is None or not self._unsent[0] - TAKEN_BYTES < unsent <= self._unsent[0]:
            self._unsent = unsent, now
        elif now - self._unsent[1] > self._limits.stall_seconds:
            self.transport.abort()
        waited = now - self.since
        if self.transport.is_closing():
            return
        if self.stage is Stage.IDLE and waited > self._limits.head_seconds:
            self.transport.close()
        elif self.stage is Stage.HEAD and waited > self._limits.head_seconds:
            self._end(408, f"The request's head did not arrive within {self._limits.head_seconds:g} s.")
        elif (
            self.stage is Stage.BODY
            and not self.pipeline
            and waited > self._limits.body_seconds + ABANDONED_SECONDS
        ):
            self.transport.abort()

    def used(self, now: float) -> float:
        if self._unsent is not None:
            stalled = now - self._unsent[1]
            return stalled / self._limits.stall_seconds if stalled > STALLED_SECONDS else 0.0
        if self.stage is Stage.ANSWER:
            return 0.0
        allowed = self._limits.body_seconds if self.stage is Stage.BODY else self._limits.head_seconds
        waited = (now - self.since) / allowed
        return IDLE_WEIGHT * waited if self.stage is Stage.IDLE else waited

    def _begin(self, stage: Stage) -> None:
        self.stage, self.since = stage, time.monotonic()

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _is_for_a_worker(self) -> bool:
        return self.parser.get_method() == b"POST" and self.url.partition(b"?")[0].endswith(COMPUTING)

    def _asker(self) -> str:
        # As uvicorn's own middleware tells the application. Who makes it up gains nothing: the application asks again.
        forwarded = next((value for name, value in self.headers if name == b"x-forwarded-for"), None)
        if forwarded is None:
            return self.network
        return network_of(forwarded.rpartition(b",")[2].decode("latin-1").strip())

    def _is_easily_refused(self) -> bool:
        if self._is_answering() or self._is_refusing:
            return False
        if self.parser.should_upgrade():
            return False
        if self.flow.write_paused:  # it doesn't take its refusals: the application's waits until it does
            return False
        if any(name == b"origin" for name, _ in self.headers):  # its page needs CORS's headers to read it
            return False
        return is_easily_thrown_away(self.headers)

    def _refuse(self, refusal: Refusal) -> None:
        self._refusal = None
        self._begin(Stage.IDLE)
        keep = self.parser.get_http_version() == "1.1" and self.parser.should_keep_alive()
        due = self._refused_at + RETRY_AFTER_SECONDS
        if due <= self.since:
            self._say_refusal(refusal, keep)
        else:  # it was told to come back later than it did
            self._is_refusing = True
            self.loop.call_later(due - self.since, self._say_refusal, refusal, keep)

    def _say_refusal(self, refusal: Refusal, keep: bool) -> None:
        self._is_refusing = False
        if self.transport.is_closing():
            return
        self._workload.refused[refusal.reason] += 1
        self._refused_at = time.monotonic()
        keep = keep and not self._deaf and not self._workload.draining
        self._write(503, refusal.sentence, keep)
        if not keep:
            self.transport.close()

    def _end(self, status: int, sentence: str) -> None:
        """Answers and closes; where other answers are due before, these come, and this one does not."""
        # Read no more: an endless head would go on while the answer is sent.
        self._deaf = True
        self.transport.pause_reading()
        if self._is_refusing:
            return
        due = self._is_answering() and (
            self.pipeline or self.cycle.response_started or not self.cycle.more_body
        )
        if due:
            self.cycle.keep_alive = False
            return
        self._write(status, sentence, keep=False)
        self.transport.close()

    def _write(self, status: int, sentence: str, keep: bool) -> None:
        date = b"".join(name + b": " + value + b"\r\n" for name, value in self.server_state.default_headers)
        self.transport.write(STATUS_LINE[status] + date + _rest_of_answer(status, sentence, keep))


@lru_cache(64)
def _rest_of_answer(status: int, sentence: str, keep: bool) -> bytes:
    content = ErrorAnswer(error=sentence).model_dump_json().encode()
    headers = {**HEADERS, "Content-Type": "application/json", "Content-Length": str(len(content))}
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if not keep:
        headers["Connection"] = "close"
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in headers.items())
    return f"{lines}\r\n".encode() + content
