"""A disk that takes no more, by a limit of the system's own on the sizes of a process's files."""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from esmiuca.training.checkpoint import load_checkpoint
from server.conftest import Start
from server.test_studio import LONG, PATIENCE, begin, trainer_of, wait_for, watch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits another process, as Linux can")


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def client(start: Start, runs: Path) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=start(runs=runs), timeout=PATIENCE) as client:
        yield client
        for run in client.get("/api/training").json()["runs"]:
            client.delete(f"/api/training/{run['name']}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("largest", "refused"),
    [
        (1_000, r"(live\.jsonl|moments/\d+\.safetensors|(best|last)\.safetensors)"),  # whichever comes first
        (5_000_000, r"(best|last)\.safetensors"),  # a moment fits, a checkpoint does not
    ],
)
def test_a_full_disk_ends_a_run_in_one_sentence(
    client: httpx.Client, runs: Path, largest: int, refused: str
) -> None:
    name = begin(client, {**LONG, "limit": 256})
    next(line for _, line in watch(client, name) if line["kind"] == "epoch" and line["epoch"] == 2)
    process = trainer_of(runs, name)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (largest, largest))
    run = wait_for(client, name, "failed")
    sentence = rf"esmiuca: {runs / name}/{refused} can't be written \(.*File too large.*\); free some space, then go on with --resume\."
    assert re.fullmatch(sentence, run["failure"]), run["failure"]
    _, state = load_checkpoint(runs / name / "last.safetensors")
    assert state["epoch"] >= 1
    assert not list((runs / name).rglob("*.partial"))
    # With room again, which this process has, it goes on from there.
    assert client.post(f"/api/training/{name}/resume").json()["state"] == "running"
    starts = (line for _, line in watch(client, name) if line["kind"] == "start")
    assert [next(starts)["resumed_at"], next(starts)["resumed_at"]] == [0, 8 * state["epoch"] + state["step"]]
