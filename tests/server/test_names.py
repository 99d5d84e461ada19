"""A Host that is none, and what may be asked instead of what may not."""

from __future__ import annotations

import socket
from contextlib import closing

import httpx
import pytest

from server.conftest import Start
from server.test_limits import connect, read_answer


@pytest.fixture(scope="module")
def address(start: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    return start(runs=tmp_path_factory.mktemp("runs"))


def ask(address: str, *lines: str, path: str = "/api/training", version: str = "1.1") -> socket.socket:
    connection = connect(address)
    text = "\r\n".join([f"GET {path} HTTP/{version}", *lines, "Connection: close", "", ""])
    connection.sendall(text.encode("latin-1"))
    return connection


BROKEN = {
    "an open bracket": ["Host: ["],
    "no address in brackets": ["Host: [::::]"],
    "no port": ["Host: x:port"],
    "a port too high": ["Host: x:65536"],
    "a path": ["Host: x/y"],
    "a user": ["Host: you@x"],
    "not ASCII": ["Host: \xe9"],
    "two": ["Host: x", "Host: y"],
}


@pytest.mark.parametrize("path", ["/api/training", "/v2", "/", "/api/predict"])
@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_name_is_refused_everywhere(address: str, kind: str, path: str) -> None:
    with closing(ask(address, *BROKEN[kind], path=path)) as connection:
        status, headers, body = read_answer(connection)
    assert status == 400
    assert "Host" in body["error"]
    assert "content-security-policy" in headers


def test_a_body_behind_such_a_name_is_thrown_away(address: str) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(
            b"POST /api/predict HTTP/1.1\r\nHost: [\r\nContent-Length: 100000\r\n\r\n" + bytes(90_000)
        )
        status, headers, _ = read_answer(connection)
    assert (status, headers["connection"]) == (400, "close")


def test_http_1_0_needs_no_host(address: str) -> None:
    with closing(ask(address, path="/v2/health/live", version="1.0")) as connection:
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/api/training", "GET, POST"),
        ("PATCH", "/api/training/name", "GET, DELETE"),
        ("GET", "/api/training/name/pause", "POST"),
        ("GET", "/api/predict", "POST"),
        ("POST", "/docs", "GET, HEAD"),
        ("DELETE", "/index.html", "GET, HEAD"),
    ],
)
def test_all_methods_are_named(address: str, method: str, path: str, allow: str) -> None:
    answer = httpx.request(method, f"{address.rstrip('/')}{path}")
    assert (answer.status_code, answer.headers["Allow"]) == (405, allow)
    assert answer.json() == {"error": f"{method} is not possible at {path}; use {allow}."}


def test_all_methods_are_named_under_a_prefix(address: str) -> None:
    answer = httpx.put(f"{address}api/training", headers={"X-Forwarded-Prefix": "/digits"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, POST")
