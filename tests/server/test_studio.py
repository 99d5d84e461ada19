"""Training from the page: a real process, watched, paused, resumed, killed; and never for another site."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import torch
from fastapi import HTTPException
from PIL import Image
from pydantic import ValidationError
from safetensors import safe_open

from esmiuca.data import load_mnist, split_validation
from esmiuca.export.layers import DECK
from esmiuca.inference.artifacts import find_artifacts
from esmiuca.models import CNN
from esmiuca.runtime import onnxruntime
from esmiuca.server.studio.jobs import Jobs, last_end, new_lines
from esmiuca.server.studio.routes import sent
from esmiuca.settings.studio import RunSettings
from esmiuca.training.checkpoint import load_checkpoint
from server.conftest import Start

SMALL = {"epochs": 2, "batch_size": 32, "limit": 256, "optimizer": "adamw", "learning_rate": 0.002}
LONG = {**SMALL, "epochs": 100, "limit": 2048}
PATIENCE = 120.0  # seconds: the machine may be busy


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def client(start: Start, runs: Path) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=start(runs=runs), timeout=PATIENCE) as client:
        yield client
        for run in client.get("/api/training").json()["runs"]:
            client.delete(f"/api/training/{run['name']}")


def begin(client: httpx.Client, settings: dict[str, Any]) -> str:
    answer = client.post("/api/training", json=settings)
    assert answer.status_code == 201, answer.text
    return answer.json()["name"]


def watch(client: httpx.Client, name: str, after: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, line) of a run's events until the stream ends."""
    headers = {"Last-Event-ID": str(after)} if after else {}
    with client.stream("GET", f"/api/training/{name}/events", headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        number = 0
        for line in stream.iter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("data: ") and number:
                yield number, json.loads(line[6:])
                number = 0


def state_of(client: httpx.Client, name: str) -> dict[str, Any]:
    return client.get(f"/api/training/{name}").json()


def wait_for(client: httpx.Client, name: str, state: str) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE
    while (run := state_of(client, name))["state"] != state:
        assert time.monotonic() < deadline, run
        time.sleep(0.1)
    return run


def trainer_of(runs: Path, name: str) -> int:
    """The process that trains a run."""
    listed = subprocess.run(["pgrep", "-f", str(runs / name)], capture_output=True, text=True, check=True)
    return int(listed.stdout.split()[0])


@pytest.mark.slow
def test_a_run_is_watched_from_its_first_line_to_its_last(client: httpx.Client, runs: Path) -> None:
    assert client.get("/api/training").json() == {
        "available": True,
        "reason": None,
        "runs": [],
        "deleted": [],
    }
    name = begin(client, SMALL)
    seen = list(watch(client, name))
    assert [number for number, _ in seen] == list(range(1, len(seen) + 1))
    lines = [line for _, line in seen]
    written = (runs / name / "live.jsonl").read_text().splitlines()
    assert lines == [json.loads(line) for line in written]
    assert lines[0] == {
        "kind": "start",
        "epochs": 2,
        "total_steps": 16,
        "images": 256,
        "held_out": 500,
        "resumed_at": 0,
    }
    log = [json.loads(line) for line in (runs / name / "metrics.jsonl").read_text().splitlines()]
    assert [
        {k: v for k, v in line.items() if k != "kind"} for line in lines if line["kind"] == "epoch"
    ] == log
    look = next(line for line in reversed(lines) if line["kind"] == "look")
    assert sum(map(sum, look["confusion"])) == 500
    assert sum(look["weights"]["conv1.weight"]["counts"]) == 288
    assert sum(look["gradients"]["fc2.bias"]["counts"]) == 10
    right = sum(look["confusion"][digit][digit] for digit in range(10))
    assert look["accuracy"] == pytest.approx(right / 500)
    assert all(mistake["label"] != mistake["read"] for mistake in look["mistakes"])
    first = next(line for line in lines if line["kind"] == "look")
    assert (first["step"], first["gradients"]) == (
        0,
        {},
    )  # before anything was learnt: ten answers, all alike
    assert first["loss"] == pytest.approx(np.log(10), abs=0.05)
    assert first["loss"] > look["loss"]
    assert lines[-2] == {"kind": "test", "images": 10_000, "accuracy": lines[-2]["accuracy"]}
    assert lines[-2]["accuracy"] > 0.5
    assert lines[-1] == {"kind": "end", "step": 16, "finished": True}
    run = state_of(client, name)
    assert client.get("/api/training").json()["runs"] == [run]
    assert (run["state"], run["failure"], run["has_checkpoint"]) == ("finished", None, True)
    assert "--optimizer adamw" in run["command"]
    assert run["torchrun"].startswith("torchrun --standalone --nproc-per-node 1 -m -- esmiuca train")
    weights = client.get(f"/api/training/{name}/{look['moment']}")
    assert weights.status_code == 200
    assert len(weights.content) == (runs / name / look["moment"]).stat().st_size
    assert client.get(f"/api/training/{name}/checkpoints/best.safetensors").status_code == 200
    sheet = client.get(f"/api/training/{name}/held-out.png")
    assert sheet.headers["content-type"] == "image/png"
    pictures = np.asarray(Image.open(io.BytesIO(sheet.content)))
    assert pictures.shape == (20 * 28, 25 * 28)
    _, held_out = split_validation(load_mnist("train"), 6000, 7)
    index = look["mistakes"][-1]["index"]
    assert held_out.labels[index] == look["mistakes"][-1]["label"]
    row, column = (28 * at for at in divmod(index, 25))
    assert (pictures[row : row + 28, column : column + 28] == held_out.images[index]).all()
    # A late or returning reader gets what it missed, and nothing twice.
    assert [number for number, _ in watch(client, name, after=3)] == list(range(4, len(seen) + 1))


@pytest.mark.slow
def test_a_run_can_be_taken_along(client: httpx.Client, runs: Path, tmp_path: Path) -> None:
    name = begin(client, {**SMALL, "epochs": 1})
    early = client.get(f"/api/training/{name}/network.onnx")
    assert early.status_code == 400
    assert early.json()["error"].startswith(f"run '{name}' has no checkpoint yet")
    assert list(watch(client, name))[-1][1]["kind"] == "end"
    answer = client.get(f"/api/training/{name}/network.safetensors")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.safetensors"'
    taken = tmp_path / "taken.safetensors"
    taken.write_bytes(answer.content)
    with safe_open(taken, "pt") as file:
        weights = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        command = file.metadata()["command"]
    shipped = json.loads((find_artifacts() / "manifest.json").read_text())["weights"]
    assert {key: list(value.shape) for key, value in weights.items()} == {
        entry["name"]: entry["shape"] for entry in shipped
    }
    assert {value.dtype for value in weights.values()} == {torch.float16}
    assert command.startswith(f"esmiuca train --run runs/{name} --epochs 1 --batch-size 32 --optimizer adamw")
    averaged = load_checkpoint(runs / name / "best.safetensors")[0]
    for key, value in weights.items():
        assert torch.equal(value, averaged[f"average.{key}"].half())

    model = CNN()
    model.load_state_dict({key: value.float() for key, value in weights.items()})
    graph = client.get(f"/api/training/{name}/network.onnx").content
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    x = load_mnist("test").images[:50, None].astype(np.float32) / 255
    with torch.no_grad():
        expected = model.eval().results(torch.from_numpy(x))
    outputs = [output.name for output in session.get_outputs()]
    assert outputs == [layer.name for layer in DECK.layers]
    for output, value in zip(outputs, session.run(outputs, {DECK.input: x}), strict=True):
        assert np.abs(np.asarray(value) - expected[output].numpy()).max() < 1e-4, output
    # Exported once, and again when the checkpoint changes.
    file = runs / name / "network.onnx"
    assert file.stat().st_mtime_ns == (runs / name / "best.safetensors").stat().st_mtime_ns
    before = file.stat().st_ino
    client.get(f"/api/training/{name}/network.onnx")
    assert file.stat().st_ino == before
    (runs / name / "best.safetensors").touch()
    client.get(f"/api/training/{name}/network.onnx")
    assert file.stat().st_ino != before
    (runs / name / "best.safetensors").write_bytes(b"nothing")
    spoilt = client.get(f"/api/training/{name}/network.onnx")
    assert spoilt.status_code == 400
    assert "is not a checkpoint of a run" in spoilt.json()["error"]


@pytest.mark.slow
def test_one_trains_at_a_time_pauses_and_goes_on(client: httpx.Client, runs: Path) -> None:
    name = begin(client, LONG)
    busy = client.post("/api/training", json=SMALL)
    assert busy.status_code == 409
    assert busy.json()["error"].startswith(f"run '{name}' is training, and one is all that trains at a time")
    step = next(line["step"] for _, line in watch(client, name) if line["kind"] == "step")
    assert step >= 1
    paused = client.post(f"/api/training/{name}/pause").json()
    assert (paused["state"], paused["failure"], paused["has_checkpoint"]) == ("paused", None, True)
    lines = [json.loads(line) for line in (runs / name / "live.jsonl").read_text().splitlines()]
    assert lines[-1]["kind"] == "end"
    assert lines[-1]["finished"] is False
    assert client.post(f"/api/training/{name}/resume").json()["state"] == "running"
    again = next(line for _, line in watch(client, name, after=len(lines)) if line["kind"] == "start")
    assert again["resumed_at"] == lines[-1]["step"]
    assert client.delete(f"/api/training/{name}").status_code == 204
    assert not (runs / name).exists()
    assert client.get("/api/training").json()["runs"] == []
    # Until tomorrow it comes back, and goes on.
    assert client.post(f"/api/training/{name}/restore").json()["has_checkpoint"]
    assert client.post(f"/api/training/{name}/resume").json()["state"] == "running"


@pytest.mark.slow
def test_a_killed_process_is_reported_and_goes_on(client: httpx.Client, runs: Path) -> None:
    name = begin(client, {**LONG, "epochs": 60})
    next(line for _, line in watch(client, name) if line["kind"] == "epoch")  # there is a checkpoint
    os.kill(trainer_of(runs, name), signal.SIGKILL)
    run = wait_for(client, name, "failed")
    assert run["failure"] == "The training process was killed (signal 9); go on from its checkpoint."
    assert run["has_checkpoint"]
    assert client.post(f"/api/training/{name}/resume").json()["state"] == "running"


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"epochs": 0}, "epochs=0 can't be used (Input should be greater than or equal to 1)"),
        ({"learning_rate": 5}, "learning_rate=5 can't be used (Input should be less than or equal to 1)"),
        ({"optimizer": "magic"}, "optimizer='magic' can't be used"),
        ({"run": "/etc"}, "run='/etc' can't be used (Extra inputs are not permitted)"),
        ({"label_noise": "much"}, "label_noise='much' can't be used"),
        ({"limit": 64, "batch_size": 128}, "limit=64 is below batch_size=128; raise it or lower batch_size."),
    ],
)
def test_settings_out_of_range_are_named(
    client: httpx.Client, settings: dict[str, Any], sentence: str
) -> None:
    answer = client.post("/api/training", json=settings)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith(sentence)
    assert client.post("/api/training", content=b"not json").status_code == 422
    assert client.post("/api/training", content=b"{" + b" " * 3_000_000).status_code == 413
    assert client.get("/api/training").json()["runs"] == []


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_another_site_can_neither_train_nor_look(client: httpx.Client, method: str) -> None:
    strange = client.request(method, "/api/training", headers={"Origin": "https://example.org"})
    assert strange.status_code == 403
    assert strange.json()["error"].startswith("Origin 'https://example.org' is another site")
    rebound = client.request(method, "/api/training", headers={"Host": "example.org"})
    assert rebound.status_code == 403
    own = {"Origin": str(client.base_url).rstrip("/")}
    assert client.request("GET", "/api/training", headers=own).status_code == 200


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e", "run-001%2f.."])
def test_no_way_leads_out_of_the_folder(client: httpx.Client, name: str) -> None:
    for method, path in (("POST", "pause"), ("GET", "events"), ("GET", "checkpoints/last.safetensors")):
        assert client.request(method, f"/api/training/{name}/{path}").status_code in (404, 405)
    assert client.delete(f"/api/training/{name}").status_code in (404, 405)


def test_where_nothing_is_trained_there_is_no_such_address(start: Start) -> None:
    assert httpx.get(f"{start()}api/training").status_code == 404


def test_lines_are_read_whole_and_half_a_line_waits(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    assert new_lines(path, 0) == ([], 0)
    path.write_bytes(b'{"a": 1}\n{"b"')
    lines, position = new_lines(path, 0)
    assert (lines, position) == (['{"a": 1}'], 9)
    assert last_end(path) is False
    path.write_bytes(b'{"a": 1}\n{"kind": "end", "finished": true}\n')
    assert new_lines(path, position)[0] == ['{"kind": "end", "finished": true}']
    assert last_end(path) is True


def test_a_run_that_somebody_spoilt_hides_no_other(client: httpx.Client, runs: Path) -> None:
    name = begin(client, {**SMALL, "epochs": 1})
    assert client.post(f"/api/training/{name}/pause").json()["state"] in ("paused", "failed")
    (runs / "run-002").mkdir()
    (runs / "run-002" / "studio.json").write_text('{"epochs"')
    assert [run["name"] for run in client.get("/api/training").json()["runs"]] == [name]
    assert client.get("/api/training/run-002").status_code == 404


def test_a_pause_before_anything_is_there_kills_nothing(client: httpx.Client) -> None:
    name = begin(client, {**SMALL, "augment": True})
    run = client.post(f"/api/training/{name}/pause").json()
    assert run["failure"] == "The process ended before its first checkpoint; start it again."
    assert client.post(f"/api/training/{name}/resume").json()["state"] == "running"


def test_warnings_of_a_run_that_was_saved_are_no_failure(tmp_path: Path) -> None:
    folder = tmp_path / "run-001"
    folder.mkdir()
    (folder / "studio.json").write_text(RunSettings().model_dump_json())
    (folder / "complaints.txt").write_text("UserWarning: something\n")
    (folder / "last.safetensors").touch()
    jobs = Jobs(tmp_path)
    assert (jobs.run("run-001").state, jobs.run("run-001").failure) == ("failed", "UserWarning: something")
    (folder / "live.jsonl").write_text('{"kind": "end", "step": 3, "finished": false}\n')
    assert (jobs.run("run-001").state, jobs.run("run-001").failure) == ("paused", None)
    # Whatever came after that counts.
    (folder / "complaints.txt").write_text("esmiuca: no room.\n")
    assert jobs.run("run-001").failure == "esmiuca: no room."


def test_as_many_processes_as_can_share_a_batch() -> None:
    assert [RunSettings(batch_size=size).processes for size in (128, 256, 100, 64)] == [2, 2, 1, 1]


@pytest.mark.slow
def test_the_command_that_is_shown_trains_in_two_processes(tmp_path: Path) -> None:
    settings = RunSettings(epochs=1, batch_size=128, limit=256, optimizer="adamw", learning_rate=0.002)
    (tmp_path / "run-001").mkdir()
    (tmp_path / "run-001" / "studio.json").write_text(settings.model_dump_json())
    command = Jobs(tmp_path).run("run-001").torchrun
    assert command == (
        "torchrun --standalone --nproc-per-node 2 -m -- esmiuca train --run runs/run-001 --epochs 1 --batch-size 128 "
        "--optimizer adamw --learning-rate 0.002 --no-augment --limit 256 --label-noise 0.0 --seed 7"
    )
    env = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "OMP_NUM_THREADS": "1",
    }
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=2 * PATIENCE
    )
    assert done.returncode == 0, done.stderr
    (log,) = (tmp_path / "runs" / "run-001" / "metrics.jsonl").read_text().splitlines()
    assert json.loads(log)["epoch"] == 1
    assert load_checkpoint(tmp_path / "runs" / "run-001" / "last.safetensors")[1]["epoch"] == 1


def test_settings_are_the_words_of_the_command() -> None:
    assert RunSettings(epochs=2, augment=True, limit=100).flags() == [
        *("--epochs", "2", "--batch-size", "256", "--optimizer", "muon", "--learning-rate", "0.005"),
        *("--augment", "--limit", "100", "--label-noise", "0.0", "--seed", "7"),
    ]
    with pytest.raises(ValidationError):
        RunSettings(seed=-1)


@pytest.mark.skipif(sys.platform != "linux", reason="limits another process, as Linux can")
@pytest.mark.slow
@pytest.mark.usefixtures("unmeasured")
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
    import resource  # not everywhere there is one

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
    # With room again it resumes from there.
    assert client.post(f"/api/training/{name}/resume").json()["state"] == "running"
    starts = (line for _, line in watch(client, name) if line["kind"] == "start")
    assert [next(starts)["resumed_at"], next(starts)["resumed_at"]] == [0, 8 * state["epoch"] + state["step"]]


def test_what_is_deleted_before_it_is_sent_is_said_to_be_gone(tmp_path: Path) -> None:
    with pytest.raises(HTTPException, match="has it no more") as refused:
        asyncio.run(sent(tmp_path, "network.safetensors", "run-001"))
    assert refused.value.status_code == 404
