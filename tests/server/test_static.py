"""The built page's files: which form, which headers, and nothing outside the folder."""

from __future__ import annotations

import gzip
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import anyio
import httpx
import pytest

from esmiuca.server.middleware import PAGE_POLICY
from esmiuca.server.static import Site, matches, preferred
from server.conftest import Start

SCRIPT = b"export const digits = 10;\n" * 100
HASHED = "assets/index-DJ_yoBUN.js"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with compressed forms, a secret beside it, and a link to the secret."""
    root = tmp_path_factory.mktemp("root")
    (root / "secret.txt").write_text("secret")
    site = root / "site"
    for name, content in {
        "index.html": b"<!doctype html><title>page</title>",
        "sw.js": b"self.x = 1",
        "manifest.webmanifest": b"{}",
        HASHED: SCRIPT,
        "assets/ort-wasm-simd-DJ_yoBUN.wasm": b"\0asm",
        "assets/plain.css": b"a {}",
        "model/weights.safetensors": b"weights",
        "model/graph.onnx": b"graph",
        "docs/swagger-ui.css": b"b {}",
        "gallery/index.html": b"<!doctype html><title>gallery</title>",
        ".hidden": b"hidden",
    }.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (site / f"{HASHED}.gz").write_bytes(gzip.compress(SCRIPT))
    (site / f"{HASHED}.br").write_bytes(b"brotli")
    (site / "link.txt").symlink_to(root / "secret.txt")
    return site


@pytest.fixture(scope="module")
def address(start: Start, folder: Path) -> str:
    return start(site=folder)


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


def test_the_page_has_its_policy_and_is_asked_for_each_time(client: httpx.Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.text.startswith("<!doctype html>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == PAGE_POLICY
    assert PAGE_POLICY.startswith("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("name", "media_type", "cached"),
    [
        (HASHED, "text/javascript; charset=utf-8", True),
        ("assets/ort-wasm-simd-DJ_yoBUN.wasm", "application/wasm", True),
        ("assets/plain.css", "text/css; charset=utf-8", False),
        ("manifest.webmanifest", "application/manifest+json", False),
        ("sw.js", "text/javascript; charset=utf-8", False),
        ("model/weights.safetensors", "application/octet-stream", False),
        ("model/graph.onnx", "application/octet-stream", False),
        ("docs/swagger-ui.css", "text/css; charset=utf-8", False),
    ],
)
def test_types_and_how_long_to_keep(client: httpx.Client, name: str, media_type: str, cached: bool) -> None:
    answer = client.get(name)
    assert answer.headers["Content-Type"] == media_type
    expected = "public, max-age=31536000, immutable" if cached else "no-cache"
    assert answer.headers["Cache-Control"] == expected


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0.5, gzip;q=0.8", "gzip"), ("identity", None)],
)
def test_the_smallest_accepted_form_is_sent(client: httpx.Client, accepted: str, coding: str | None) -> None:
    with client.stream("GET", HASHED, headers={"Accept-Encoding": accepted}) as answer:
        content = b"".join(answer.iter_raw())
    assert answer.headers.get("Content-Encoding") == coding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert int(answer.headers["Content-Length"]) == len(content)
    plain = {"br": lambda: SCRIPT if content == b"brotli" else b"", "gzip": lambda: gzip.decompress(content)}
    assert plain.get(coding or "", lambda: content)() == SCRIPT


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", "identity"),
        ("br", "br"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("gzip;q=1.0, br;q=1", "br"),
        ("gzip;q=0.001", "gzip"),
        ("identity;q=1, br;q=0.5", "identity"),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("br;q=2", "identity"),
        ("br;q=", "identity"),
        ("BR ; Q=0.9", "br"),
        ("x-gzip", "gzip"),
        ("deflate, zstd", "identity"),
        (",;,q=1", "identity"),
    ],
)
def test_q_values(header: str, coding: str) -> None:
    assert preferred(header, ["br", "gzip"]) == coding
    assert preferred(header, []) == "identity"


def test_each_form_has_its_own_tag_and_is_not_sent_twice(client: httpx.Client) -> None:
    tags = {}
    for coding in ("br", "gzip", "identity"):
        headers = {"Accept-Encoding": coding}
        with client.stream("GET", HASHED, headers=headers) as answer:
            tags[coding] = answer.headers["ETag"]
        again = client.get(HASHED, headers={**headers, "If-None-Match": tags[coding]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tags[coding]
        assert again.headers["Vary"] == "Accept-Encoding"
        assert "Content-Length" not in again.headers or again.headers["Content-Length"] == "0"
    assert len(set(tags.values())) == 3
    other = client.get(HASHED, headers={"Accept-Encoding": "identity", "If-None-Match": tags["gzip"]})
    assert other.status_code == 200


def test_tags_are_compared_weakly() -> None:
    assert matches('W/"a"', '"a"')
    assert matches('"b", "a"', '"a"')
    assert matches("*", '"a"')
    assert not matches('"b"', '"a"')
    assert not matches("", '"a"')


def test_a_changed_file_has_another_tag(client: httpx.Client, folder: Path) -> None:
    before = client.get("sw.js").headers["ETag"]
    (folder / "sw.js").write_bytes(b"self.x = 2")
    os.utime(folder / "sw.js", (1, 1))
    assert client.get("sw.js", headers={"If-None-Match": before}).text == "self.x = 2"


@pytest.mark.parametrize("name", ["", HASHED, "model/graph.onnx", "nothing.txt", "docs", "docs/start.js"])
def test_head_has_the_headers_of_get(client: httpx.Client, name: str) -> None:
    same = {"X-Request-Id": "mine"}
    got, head = client.get(name, headers=same), client.head(name, headers=same)
    assert head.content == b""
    assert head.status_code == got.status_code
    for answer in (got, head):
        del answer.headers["Date"]
    assert head.headers == got.headers


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt",
        "//secret.txt",
        "/%2Fetc/passwd",
        "/link.txt",
        "/.hidden",
        "/assets",
        "/assets/",
        "/index.html%00",
        "/index.html/",
        "/" + "a/" * 3000,
        "/" + "a" * 300,
    ],
)
def test_nothing_outside_the_folder_is_given(address: str, path: str) -> None:
    # Through a socket, because clients tidy paths up.
    url = httpx.URL(address)
    with socket.create_connection((url.host, url.port or 80), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.split()[1] == b"404"
    assert b"secret" not in answer.partition(b"\r\n\r\n")[2]


def test_the_networks_files_are_given_from_their_own_folder_where_the_site_has_none(
    folder: Path, tmp_path: Path
) -> None:
    model = tmp_path / "artifacts"
    (model / "lab").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (model / "graph.onnx").write_bytes(b"not the site's")
    (model / "lab/graph.onnx").write_bytes(b"lab")
    (model / "link.txt").symlink_to(tmp_path / "secret.txt")
    transport = httpx.ASGITransport(app=Site(folder, model))

    async def answers() -> dict[str, tuple[int, bytes]]:
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
            paths = ["model/graph.onnx", "model/lab/graph.onnx", "lab/graph.onnx", "model/link.txt"]
            found = [await client.get(f"/{path}") for path in [*paths, "model/%2e%2e/secret.txt"]]
            return {str(one.url.raw_path, "ascii"): (one.status_code, one.content) for one in found}

    given = anyio.run(answers)
    assert given["/model/graph.onnx"] == (200, b"graph")
    assert given["/model/lab/graph.onnx"] == (200, b"lab")
    assert [status for status, _ in given.values()] == [200, 200, 404, 404, 404]
    assert not any(b"secret" in content for _, content in given.values())


def test_a_folder_s_page_lies_at_the_folder(client: httpx.Client) -> None:
    assert "<title>gallery</title>" in client.get("gallery/").text
    moved = client.get("gallery?lang=en")
    assert moved.status_code == 308
    # Relative, so that it holds behind whatever path a proxy serves the site under.
    assert moved.headers["Location"] == "gallery/"
    assert client.get("gallery", follow_redirects=True).url.path == "/gallery/"


def test_other_methods_are_refused(client: httpx.Client) -> None:
    answer = client.post("sw.js", content=b"x")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_part_of_a_file_can_be_asked_for(client: httpx.Client) -> None:
    answer = client.get("model/graph.onnx", headers={"Range": "bytes=1-2"})
    assert (answer.status_code, answer.content) == (206, b"ra")


def test_without_a_page_it_says_what_to_do(start: Start) -> None:
    answer = httpx.get(start())
    assert answer.status_code == 503
    assert "<code>make run</code>" in answer.text
    assert answer.headers["Content-Security-Policy"] == PAGE_POLICY


def test_what_is_not_there_is_said_to_people_and_programs(client: httpx.Client) -> None:
    assert "<h1>404</h1>" in client.get("/nothing").text
    answer = client.get("/api/nothing")
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is nothing at /api/nothing; /docs says what there is."}


def test_docs_load_nothing_from_elsewhere(client: httpx.Client) -> None:
    answer = client.get("/docs")
    assert answer.status_code == 200
    assert "http" not in answer.text.lower().replace("http interface", "")
    assert "https:" not in answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
    assert "openapi.json" in client.get("/docs/start.js").text
    assert client.get("/docs/", follow_redirects=True).url.path == "/docs"


def test_other_sites_may_not_call_unless_they_are_named(client: httpx.Client, start: Start) -> None:
    headers = {"Origin": "https://example.org"}
    assert "Access-Control-Allow-Origin" not in client.get("/v2", headers=headers).headers
    with httpx.Client(base_url=start(cors_origins=("https://example.org",))) as open_client:
        answer = open_client.get("/v2", headers=headers)
        assert answer.headers["Access-Control-Allow-Origin"] == "https://example.org"
        other = open_client.get("/v2", headers={"Origin": "https://example.com"})
        assert "Access-Control-Allow-Origin" not in other.headers
