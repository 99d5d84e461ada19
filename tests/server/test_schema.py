"""schemathesis on every operation, as anybody runs it, and what the description promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from server.conftest import Start


@pytest.mark.slow
@pytest.mark.parametrize("examples", [10, pytest.param(100, marks=pytest.mark.long)])
def test_schemathesis_finds_nothing(start: Start, tmp_path: Path, examples: int) -> None:
    # Its command line, not its pytest plugin: all phases and all checks, with nothing set up for it.
    address = f"{start()}openapi.json"
    options = ["--max-examples", str(examples), "--generation-deterministic", "--no-color"]
    command = [str(Path(sys.executable).parent / "schemathesis"), "run", address, *options]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False)
    assert found.returncode == 0, found.stdout[-6000:]
    assert "No issues found" in found.stdout


def test_every_operation_is_described_with_its_errors(client: httpx.Client) -> None:
    description = client.get("/openapi.json").json()
    paths = description["paths"]
    assert set(paths) >= {"/api/predict", "/api/read", "/v2", "/v2/health/ready", "/v2/models/digits/infer"}
    for path in ("/api/predict", "/api/read"):
        post = paths[path]["post"]
        assert set(post["requestBody"]["content"]) == {"image/png", "image/jpeg", "image/webp"}
        assert set(post["responses"]) == {"200", "400", "403", "408", "413", "415", "422", "503"}
    errors = description["components"]["schemas"]["ErrorAnswer"]
    assert list(errors["properties"]) == ["error"]
    assert "servers" not in description
