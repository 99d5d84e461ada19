"""Pages of other sites, names that DNS made lead here, and other accounts, against a server as anybody starts it."""

from __future__ import annotations

import re
import time
from pathlib import Path

import httpx
import pytest

from attack.conftest import Figure, Serve
from server.pictures import seven

SETTINGS = {"epochs": 1, "limit": 64, "batch_size": 32}


@pytest.fixture
def as_anybody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing is set; the account's own folder for what ends with the session."""
    for name in ("ESMIUCA_TOKEN", "ESMIUCA_TRUSTED_HOSTS"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path / "esmiuca"


def test_strangers_spend_nothing_and_change_nothing(
    serve: Serve, as_anybody: Path, tmp_path: Path, figure: Figure
) -> None:
    runs = tmp_path / "runs"
    served = serve("--runs", str(runs))
    assert served.process.stdout is not None
    line = served.process.stdout.readline()
    token = re.fullmatch(rf"To train there, open {served.address}\?token=([\w-]{{32}})\n", line)
    assert token is not None, line
    (kept,) = as_anybody.iterdir()
    assert (kept.name, kept.read_text().strip()) == (f"{httpx.URL(served.address).port}.token", token[1])
    assert kept.stat().st_mode & 0o077 == 0

    foreign = [
        {"Origin": "https://evil.example", "Content-Type": "text/plain"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
    ]
    with httpx.Client(base_url=served.address, timeout=30) as client:
        assert client.post("/api/predict", content=seven()).status_code == 200
        began = time.monotonic()
        for headers in foreign:
            for path in ("/api/predict", "/api/read", "/v2/models/digits/infer", "/api/training"):
                answer = client.post(path, content=seven(), headers=headers)
                assert (answer.status_code, list(answer.json())) == (403, ["error"]), (path, headers)
        seconds = (time.monotonic() - began) / (4 * len(foreign))
        figure("a refusal, ms", f"{1000 * seconds:.1f}")
        assert client.post("/api/predict", headers={"Host": "["}).status_code == 400
        assert client.post("/api/predict", headers={"Origin": "http://["}).status_code in (400, 403)

        # Another account's program reaches the port, and has no token.
        for method, path in (("POST", ""), ("POST", "/run-001/pause"), ("DELETE", "/run-001")):
            assert client.request(method, f"/api/training{path}", json=SETTINGS).status_code == 401
        assert not runs.exists()

        # The page opened at the address that was printed, and a program of the same account.
        opened = client.get(f"/?token={token[1]}")
        assert (opened.status_code, opened.headers["Location"]) == (303, "./")
        name = client.post("/api/training", json=SETTINGS).json()["name"]
        client.cookies.clear()
        own = {"Authorization": f"Bearer {kept.read_text().strip()}"}
        assert client.delete(f"/api/training/{name}").status_code == 401
        assert client.delete(f"/api/training/{name}", headers=own).status_code == 204
    served.process.terminate()
    assert served.process.wait(30) == 0
    assert not kept.exists()
    assert "Traceback" not in served.log.read_text()


def test_a_token_of_ones_own_is_not_printed(
    serve: Serve, as_anybody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESMIUCA_TOKEN", "my-own-token-0123456789")
    served = serve()
    assert served.process.stdout is not None
    assert (
        served.process.stdout.readline() == f"To train there, open {served.address}?token=… with your token\n"
    )
    assert not as_anybody.exists()
    for token, status in (("my-own-token-0123456789", 422), ("another", 401)):
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.post(f"{served.address}api/training", json={"epochs": 0}, headers=headers)
        assert answer.status_code == status
