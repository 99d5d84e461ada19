"""Where nothing can be trained: the server says what is missing, and what installs it for how it was installed."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from esmiuca import installed
from esmiuca.server.studio import jobs, routes
from esmiuca.server.studio.jobs import Jobs


async def asked(app: FastAPI) -> dict[str, Any]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return (await client.get("/api/training")).json()


@pytest.mark.parametrize(
    ("how", "command"), [("clone", "make run-training"), ("wheel", 'pip install "esmiuca[train]"')]
)
def test_what_is_missing_is_said_for_people_and_for_programs(
    how: installed.Installed, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "NEEDED", ("torch_that_nobody_has",))
    for module in (installed, routes):
        monkeypatch.setattr(module, "how_installed", lambda: how)
    app = FastAPI()
    app.include_router(routes.studio_routes(Jobs(tmp_path), workload=None))  # type: ignore[arg-type]
    assert asyncio.run(asked(app)) == {
        "available": False,
        "reason": f"Training needs torch_that_nobody_has, which is not installed; install it with: {command}",
        "runs": [],
        "deleted": [],
        "code": "not-installed",
        "installed": how,
        "command": command,
    }
