"""Behind a reverse proxy that shows the server under a prefix, whether it takes the prefix off or not."""

from __future__ import annotations

from urllib.parse import urljoin

import httpx
import pytest
from click.testing import CliRunner

from esmiuca.cli.serve import serve
from server.conftest import Start
from server.pictures import seven

PREFIXES = ["/esm", "/a/b-c.d", "/esm/"]


def asked(client: httpx.Client, path: str, prefix: str, mode: str) -> httpx.Response:
    """What a proxy gets that shows the server under the prefix: it strips it, or keeps it."""
    path = path if mode == "strip" else prefix.rstrip("/") + path
    return client.get(path, headers={"X-Forwarded-Prefix": prefix})


@pytest.mark.parametrize("mode", ["strip", "keep"])
@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_the_docs_would_call_lies_under_the_prefix(client: httpx.Client, prefix: str, mode: str) -> None:
    shown = f"https://example.org{prefix.rstrip('/')}"
    assert asked(client, "/docs", prefix, mode).status_code == 200
    description = asked(client, "/openapi.json", prefix, mode).json()
    (server,) = description["servers"]
    called = urljoin(f"{shown}/openapi.json", server["url"])
    for path in ("/v2", "/v2/health/ready", "/v2/models/digits"):
        assert path in description["paths"]
        assert called + path == shown + path
        assert asked(client, path, prefix, mode).status_code == 200


@pytest.mark.parametrize("mode", ["strip", "keep"])
def test_answers_name_the_addresses_that_the_asker_knows(client: httpx.Client, mode: str) -> None:
    error = asked(client, "/v2/nothing", "/esm", mode).json()["error"]
    assert error == "There is nothing at /esm/v2/nothing; /esm/docs says what there is."
    error = asked(client, "/api/predict", "/esm", mode).json()["error"]
    assert error == "GET is not possible at /esm/api/predict; use POST."


def test_pictures_are_read_under_the_prefix(client: httpx.Client) -> None:
    for path in ("/api/predict", "/esm/api/predict"):
        answer = client.post(path, content=seven(), headers={"X-Forwarded-Prefix": "/esm"})
        assert answer.status_code == 200


def test_the_folders_address_ends_in_a_slash(client: httpx.Client) -> None:
    answer = asked(client, "", "/esm", "keep")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/esm/")


def test_several_proxies_add_up(client: httpx.Client) -> None:
    said = client.get("/openapi.json", headers={"X-Forwarded-Prefix": "/outer, inner/"}).json()
    assert said["servers"] == [{"url": "/outer/inner"}]


@pytest.mark.parametrize(
    "prefix",
    ["", "/", "//example.com", "https://example.com", "/a/../b", "/a b", "/%2e", "/é", "/a//b", "/a?b"],
)
def test_what_is_no_prefix_changes_nothing(client: httpx.Client, prefix: str) -> None:
    answer = client.get("/openapi.json", headers={"X-Forwarded-Prefix": prefix.encode()})
    assert "servers" not in answer.json()
    assert answer.headers["Vary"] == "X-Forwarded-Prefix"  # no cache gives one's answer to another


def test_one_askers_prefix_is_not_anothers(client: httpx.Client) -> None:
    assert asked(client, "/openapi.json", "/esm", "strip").json()["servers"] == [{"url": "/esm"}]
    assert "servers" not in client.get("/openapi.json").json()
    assert client.get("/esm/v2").status_code == 404


def test_a_proxy_that_says_nothing_is_helped_by_an_option(start: Start) -> None:
    with httpx.Client(base_url=start(root_path="/esm")) as client:
        for path in ("/openapi.json", "/esm/openapi.json"):
            assert client.get(path).json()["servers"] == [{"url": "/esm"}]
        assert client.get("/v2/health/ready").status_code == 200
        said = client.get("/openapi.json", headers={"X-Forwarded-Prefix": "/other"}).json()
        assert said["servers"] == [{"url": "/other"}]


def test_the_option_refuses_what_is_no_prefix() -> None:
    for value in ("//example.com", "https://example.com/x", "a b"):
        ended = CliRunner().invoke(serve, ["--root-path", value])
        assert ended.exit_code == 2
        assert "is no prefix of paths; give one such as /digits." in ended.stderr
