"""How requests are read from a connection: by httptools, with a limit for what is not a body."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD_BYTES = 65_536
"""Of a request's line and headers, of a chunk's extensions, of trailers: httptools itself takes any number."""


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which answers 400 and closes where a head doesn't end."""

    _head_bytes = 0  # since the last part of a body, or the end of the last head

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._head_bytes > MOST_HEAD_BYTES and not self.transport.is_closing():
            self.send_400_response(f"What is not a body may have {MOST_HEAD_BYTES} bytes.")

    def on_headers_complete(self) -> None:
        self._head_bytes = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._head_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._head_bytes = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        # Read no more: an endless head would go on while the answer is sent.
        self.transport.pause_reading()
        super().send_400_response(msg)
