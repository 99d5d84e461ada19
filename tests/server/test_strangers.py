"""Other sites' pages, other names and other accounts: what they may not have this server do, and what everybody may."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse

from esmiuca.cli.main import cli
from esmiuca.cli.serve import serve
from esmiuca.server import token_file
from esmiuca.server.app import create_app
from esmiuca.server.detector import TensorDetector
from esmiuca.server.strangers import Authority, Known, Strangers, authority, origin_of, trusted
from server.conftest import Start
from server.pictures import seven

TOKEN = "0123456789-a-token"
INFER = "/v2/models/digits/infer"
COMPUTE = ["/api/predict", "/api/read", INFER, "/v2/models/digits/versions/1/infer"]
CHANGE = [
    ("POST", "/api/training"),
    ("POST", "/api/training/run-001/pause"),
    ("POST", "/api/training/run-001/resume"),
    ("DELETE", "/api/training/run-001"),
]


@pytest.fixture(scope="module")
def client(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Speaks to a server that trains, for whoever has the token."""
    runs = tmp_path_factory.mktemp("runs")
    with httpx.Client(base_url=start(runs=runs, token=TOKEN, trusted_hosts=()), timeout=30) as client:
        yield client


def error(answer: httpx.Response) -> str:
    return answer.json()["error"]


# -- pages of other sites ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content_type", ["text/plain", "image/png", "application/json", ""])
@pytest.mark.parametrize("path", COMPUTE)
def test_a_foreign_page_can_have_nothing_computed(client: httpx.Client, path: str, content_type: str) -> None:
    headers = {"Origin": "https://example.org"} | ({"Content-Type": content_type} if content_type else {})
    answer = client.post(path, content=seven(), headers=headers)
    assert answer.status_code == 403
    assert error(answer).startswith("Origin 'https://example.org' is another site; if its pages may ask this")
    assert "--allow-origin" in error(answer)
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://",
        "",
        "http://127.0.0.1",
        "https://127.0.0.1:1",
        "http://localhost:9999",
        "x",
        "http://[",
    ],
)
def test_whatever_is_not_this_servers_page_is_foreign(client: httpx.Client, origin: str) -> None:
    # One that can be none at all may be said to be malformed.
    statuses = (400, 403) if origin in ("x", "http://[") else (403,)
    assert client.post("/api/predict", content=seven(), headers={"Origin": origin}).status_code in statuses
    assert client.get("/api/training", headers={"Origin": origin}).status_code in statuses


def test_a_picture_or_form_of_another_site_tells_no_origin_and_is_refused(client: httpx.Client) -> None:
    for site in ("cross-site", "same-site"):
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
        for method, path in (("POST", "/api/predict"), ("GET", "/api/training/run-001/network.onnx")):
            answer = client.request(method, path, headers=headers)
            assert answer.status_code == 403
            assert error(answer).startswith("The page that asks is of another site;")
    for site in ("same-origin", "none"):
        assert client.get("/api/training", headers={"Sec-Fetch-Site": site}).status_code == 200


def test_its_own_page_and_programs_may_ask(client: httpx.Client) -> None:
    own = str(client.base_url).rstrip("/")
    for headers in ({}, {"Origin": own}, {"Origin": own, "Sec-Fetch-Site": "same-origin"}):
        assert client.post("/api/predict", content=seven(), headers=headers).status_code == 200
    name = f"LocalHost:{client.base_url.port}"
    headers = {"Host": name, "Origin": f"http://{name.lower()}"}
    assert client.post("/api/predict", content=seven(), headers=headers).status_code == 200


def test_a_site_that_is_named_may_have_pictures_read_and_train_nothing(start: Start, tmp_path: Path) -> None:
    address = start(cors_origins=("https://Example.org/",), runs=tmp_path, token=TOKEN)
    headers = {"Origin": "https://example.org", "Authorization": f"Bearer {TOKEN}"}
    assert httpx.post(f"{address}api/predict", content=seven(), headers=headers).status_code == 200
    answer = httpx.post(f"{address}api/training", json={}, headers=headers)
    assert answer.status_code == 403
    assert error(answer).endswith("only this server's own page may train here.")
    assert httpx.post(f"{address}api/predict", headers={"Origin": "https://example.com"}).status_code == 403


def test_any_site_may_be_let_in(start: Start) -> None:
    address = start(cors_origins=("*",))
    answer = httpx.post(f"{address}api/predict", content=seven(), headers={"Origin": "https://example.org"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


# -- other names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:8000", "127.0.0.1.nip.io", "localhost.evil", "10.0.0.1"]
)
def test_another_name_is_not_this_servers(client: httpx.Client, host: str) -> None:
    """DNS made it lead here; then the page's own origin is that name, too."""
    for headers in ({"Host": host}, {"Host": host, "Origin": f"http://{host}"}):
        for path in COMPUTE:
            answer = client.post(path, content=seven(), headers=headers)
            assert answer.status_code == 403
            assert f"--trusted-host {host.partition(':')[0]}" in error(answer)
        assert client.get("/api/training", headers=headers).status_code == 403
    assert client.get("/v2/health/ready", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:1", "127.0.0.1", "127.9.9.9:80", "[::1]:8000", "localhost.:8000", "[0:0::1]"],
)
def test_every_name_of_the_machine_itself_is(client: httpx.Client, host: str) -> None:
    assert client.post("/api/predict", content=seven(), headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "[",
        "]",
        "[::1",
        "[::g]",
        "[1.2.3.4]",
        "a b",
        "a,b",
        "é".encode("latin-1"),
        "a:b",
        "a:65536",
        "a:123456",
        "a/b",
        "u@a",
        ".",
        ":80",
    ],
)
@pytest.mark.parametrize("path", ["/", "/nothing", "/api/nothing", "/api/predict", "/api/training"])
def test_what_can_be_no_host_is_said(client: httpx.Client, host: str | bytes, path: str) -> None:
    answer = client.get(path, headers={"Host": host})  # type: ignore[dict-item]
    assert answer.status_code == 400
    assert error(answer).startswith("Host ")


def test_two_hosts_are_none_and_none_is_a_program(client: httpx.Client) -> None:
    def status(*lines: str) -> str:
        with socket.create_connection(
            (client.base_url.host, client.base_url.port or 80), timeout=10
        ) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            return connection.recv(65536).decode().split()[1]

    assert status("GET /v2 HTTP/1.1", "Host: localhost", "Host: localhost") == "400"
    assert status("GET /v2 HTTP/1.1", "Host: localhost", "Host:") == "400"
    assert status("POST /api/predict HTTP/1.0", "Content-Length: 1", "", "x") == "415"
    assert (
        status("POST /api/predict HTTP/1.0", "Content-Length: 1", "Origin: http://localhost", "", "x")
        == "403"
    )


def test_a_trusted_name_asks_as_if_it_were_the_servers_own(start: Start, tmp_path: Path) -> None:
    address = start(trusted_hosts=("Digits.example.org", "*.example.com:8443"), runs=tmp_path, token=TOKEN)

    def status(host: str, origin: str | None = None) -> int:
        headers = {"Host": host} | ({"Origin": origin} if origin else {})
        predicted = httpx.post(f"{address}api/predict", content=seven(), headers=headers).status_code
        assert (httpx.get(f"{address}api/training", headers=headers).status_code == 403) == (predicted == 403)
        return predicted

    assert status("digits.example.org") == 200
    assert status("digits.example.org:1", "https://digits.example.org") == 200
    # A proxy that calls the server by its address leaves the page's origin as it is.
    assert status(urlsplit(address).netloc, "https://digits.example.org") == 200
    assert status("example.org") == 403
    assert status("a.b.example.com:8443") == 200
    assert status("a.example.com") == 403
    assert status("example.com:8443") == 403
    assert status("digits.example.org", "https://example.org") == 403


def test_any_name_may_be_trusted_and_still_no_foreign_page_asks(start: Start) -> None:
    address = start(trusted_hosts=("*",))
    for origin, status in ((None, 200), ("http://example.org", 200), ("http://example.com", 403)):
        headers = {"Host": "example.org"} | ({"Origin": origin} if origin else {})
        assert httpx.post(f"{address}api/predict", content=seven(), headers=headers).status_code == status


# -- the middleware by itself --------------------------------------------------------------------------------------------


def passed(known: Known, *headers: tuple[str, str], method: str = "POST", path: str = "/api/predict") -> int:
    """The status of an answer; 200 where the request got through."""
    sent: list[Any] = []

    async def receive() -> Any:
        raise AssertionError("nothing of the body is read")

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
    }
    asyncio.run(Strangers(PlainTextResponse("done"), known)(scope, receive, send))
    return sent[0]["status"]


@pytest.mark.parametrize("listening", ["0.0.0.0", "::", "192.0.2.7", "board.lan"])
def test_a_server_for_others_is_asked_by_address_or_by_the_machines_name(
    listening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Lab3.School.example")
    known = Known(listening, trusted_hosts=("digits.example.org",))
    for host in (
        "10.0.0.5:8000",
        "[fe80::1]:8000",
        "localhost",
        "lab3",
        "lab3.local:8000",
        "lab3.school.example",
        "digits.example.org",
    ):
        assert passed(known, ("host", host)) == 200, host
    for host in ("example.org", "lab4", "school.example", "10.0.0.5.nip.io"):
        assert passed(known, ("host", host)) == 403, host
    assert passed(known, ("host", listening)) == (400 if listening == "::" else 200)


WRITTEN = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60)
HOST_LIKE = st.text("aZ0.:[]-_~@/%*\\ é", max_size=20)
ODD = st.one_of(
    WRITTEN, HOST_LIKE, HOST_LIKE.map("http://{}".format), st.sampled_from(["[", "http://[", "[::1]:80"])
)


@given(
    ODD,
    st.none() | ODD,
    st.sampled_from(["GET", "POST"]),
    st.sampled_from(["/", "/api/predict", "/api/training/a"]),
)
def test_nothing_written_as_host_or_origin_is_a_mistake_of_the_server(
    host: str, origin: str | None, method: str, path: str
) -> None:
    headers = [("host", host)] + ([("origin", origin)] if origin is not None else [])
    status = passed(Known(), *headers, method=method, path=path)
    meant = authority(host)
    assert (status == 400) == (meant is None and host != "")
    if status == 200 and (method == "POST" or path == "/api/training/a"):
        assert not host or passed(Known(), ("host", host)) == 200
        page = authority((origin or "").partition("://")[2])
        assert origin is None or (page and meant and page.name == meant.name)


@given(ODD)
@example("..")
def test_what_is_read_from_a_host_can_be_written_again(text: str) -> None:
    found = authority(text)
    if found is not None:
        name = f"[{found.name}]" if ":" in found.name else found.name
        assert authority(name if found.port is None else f"{name}:{found.port}") == found
        assert urlsplit(f"//{name}").hostname == found.name
    if (origin := origin_of(text)) is not None:
        assert origin_of(origin) == origin
    assert trusted(text) == found or text.startswith("*")


def test_what_may_be_trusted() -> None:
    assert trusted("*") == Authority("*", None)
    assert trusted("*.Example.org:80") == Authority("*.example.org", 80)
    assert [trusted(text) for text in ("*.", "**", "", "http://example.org", "a.*")] == [None] * 5
    assert origin_of("https://Example.org:443/") == "https://example.org"
    assert origin_of("http://[::1]:8000") == "http://[::1]:8000"
    assert [origin_of(text) for text in ("example.org", "https://", "https://u@x", "https://x/y")] == [
        None
    ] * 4
    assert [origin_of(text) for text in ("null", "*", "tauri://localhost")] == [
        "null",
        "*",
        "tauri://localhost",
    ]


# -- the token ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "path"), CHANGE)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
        {"Authorization": "Bearer é".encode("latin-1")},
        {"Cookie": f"esmiuca-token-1={TOKEN}"},
        {"Cookie": "esmiuca-token"},
    ],
)
def test_without_the_token_nothing_is_changed(
    client: httpx.Client, method: str, path: str, headers: dict[str, Any]
) -> None:
    answer = client.request(method, path, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="training"'
    assert "open the address with ?token= that the server printed" in error(answer)


@pytest.mark.parametrize(("method", "path"), CHANGE)
def test_with_the_token_everything_is_as_without_one(client: httpx.Client, method: str, path: str) -> None:
    cookie = f"a=b; esmiuca-token-{client.base_url.port}={TOKEN}"
    for headers in (
        {"Authorization": f"Bearer {TOKEN}"},
        {"authorization": f"bearer  {TOKEN}"},
        {"Cookie": cookie},
    ):
        answer = client.request(method, path, headers=headers, content=b"")
        assert answer.status_code == (400 if path == "/api/training" else 404)
        assert "WWW-Authenticate" not in answer.headers


def test_what_is_read_asks_for_none_and_says_that_it_is_missing(client: httpx.Client) -> None:
    answer = client.get("/api/training")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (200, 'Bearer realm="training"')
    assert client.get("/api/training/run-001").status_code == 404
    assert (
        "WWW-Authenticate"
        not in client.get("/api/training", headers={"Authorization": f"Bearer {TOKEN}"}).headers
    )
    for answer in (client.post("/api/predict", content=seven()), client.get("/v2"), client.get("/docs")):
        assert answer.status_code == 200
        assert "WWW-Authenticate" not in answer.headers


def test_the_address_with_the_token_becomes_a_cookie(client: httpx.Client) -> None:
    name = f"esmiuca-token-{client.base_url.port}"
    answer = client.get(f"/?token={TOKEN}&d=a%20b")
    assert (answer.status_code, answer.headers["Location"], answer.headers["Cache-Control"]) == (
        303,
        "./?d=a+b",
        "no-store",
    )
    assert answer.headers["Set-Cookie"] == f"{name}={TOKEN}; HttpOnly; Path=/api/training; SameSite=strict"
    assert client.post("/api/training", json={"epochs": 0}).status_code == 422
    assert "WWW-Authenticate" not in client.get("/api/training").headers
    client.cookies.clear()
    wrong = client.get("/?token=wrong")
    assert (wrong.status_code, wrong.headers["Location"]) == (303, "./")
    assert "Set-Cookie" not in wrong.headers
    assert client.get("/?other=1").status_code != 303


def test_under_a_prefix_the_cookie_is_for_what_lies_there(start: Start, tmp_path: Path) -> None:
    address = start(runs=tmp_path, token=TOKEN)
    answer = httpx.get(
        f"{address}?token={TOKEN}", headers={"X-Forwarded-Prefix": "/esm", "Host": "localhost"}
    )
    assert (
        answer.headers["Set-Cookie"]
        == f"esmiuca-token-web={TOKEN}; HttpOnly; Path=/esm/api/training; SameSite=strict"
    )
    # Two slashes would begin another host's name.
    assert "Location" not in httpx.get(f"{address}/example.org/?token={TOKEN}").headers


def test_where_nothing_is_trained_the_address_is_as_any(start: Start, tmp_path: Path) -> None:
    for address in (start(), start(runs=tmp_path)):
        assert httpx.get(f"{address}?token={TOKEN}").status_code != 303
    assert httpx.post(f"{address}api/training", json={"epochs": 0}).status_code == 422


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--allow-origin", "example.org"], "'example.org' is no site; give one as https://example.org."),
        (["--cors-origin", "http://["], "'http://[' is no site"),
        (["--trusted-host", "https://example.org"], "is no host; give one as digits.example.org."),
        (["--token", "short"], "a token has at least 16 letters"),
        (["--token", "0123456789 abcdef"], "a token has at least 16 letters"),
    ],
)
def test_what_is_no_site_no_host_or_no_token_is_said(arguments: list[str], said: str) -> None:
    found = CliRunner().invoke(serve, arguments)
    assert found.exit_code == 2
    assert said in " ".join(found.stderr.split())


def test_the_token_lies_where_only_its_account_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "esmiuca").mkdir(0o700)
    (tmp_path / "esmiuca" / "8000.token").write_text("of one that was killed")
    with token_file.written(TOKEN, 8000) as path:
        assert path == tmp_path / "esmiuca" / "8000.token"
        assert path.read_text() == f"{TOKEN}\n"
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
    assert not path.exists()


def test_it_lies_in_no_folder_that_others_may_look_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(token_file.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = token_file.private_folder()
    assert folder is not None
    assert folder.parent == tmp_path
    with token_file.written(TOKEN, 8000) as path:
        assert path is not None
        path.unlink()  # whoever tidies up there does no harm
    (folder / "8001.token").mkdir()
    with token_file.written(TOKEN, 8001) as path:
        assert path is None
    folder.chmod(0o755)
    assert token_file.private_folder() is None
    (folder / "8001.token").rmdir()
    folder.rmdir()
    folder.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir(0o700)
    assert token_file.private_folder() is None
    folder.unlink()
    folder.write_text("")
    assert token_file.private_folder() is None
    with token_file.written(TOKEN, 8000) as path:
        assert path is None
    folder.unlink()
    monkeypatch.delattr(token_file.os, "getuid")
    assert token_file.private_folder() == tmp_path / "esmiuca"


def test_every_operation_that_changes_or_computes_is_refused_to_strangers(
    detector: TensorDetector, tmp_path: Path
) -> None:
    """Whatever operation is added, too."""
    app = create_app(detector, runs=tmp_path, token=TOKEN)
    operations = [
        (method.upper(), path, described["responses"])
        for path, described in app.openapi()["paths"].items()
        for method, described in described.items()
    ]
    asked = [
        (method, path, said) for method, path, said in operations if method != "GET" or "/training" in path
    ]
    assert len(asked) > 10
    for method, path, said in asked:
        plain = path.replace("{name}", "a").replace("{file}", "b")
        assert "403" in said, f"{method} {path} is not described"
        for headers in (
            [("host", "evil.example")],
            [("host", "localhost"), ("origin", "https://evil.example")],
        ):
            assert passed(Known(), *headers, method=method, path=plain) == 403, (method, path)
    changing = {(method, path) for method, path, said in asked if "401" in said}
    assert changing == {
        (method, path) for method, path, _ in asked if "/training" in path and method != "GET"
    }
    assert json.dumps(app.openapi())


def test_without_a_command_the_environment_counts_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESMIUCA_TOKEN", "short")
    found = CliRunner().invoke(cli, [])
    assert found.exit_code == 2
    assert "a token has at least 16 letters" in " ".join(found.stderr.split())
