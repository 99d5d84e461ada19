"""Runs' folders under attack: two writers, damaged files, names that lead out, a bin."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from attack.conftest import Figure, Serve, until
from esmiuca.lock import LOCK_NAME, is_held

COMMAND = [sys.executable, "-m", "esmiuca.cli.main", "train"]
# A perceptron on few pictures: what takes time is PyTorch's import.
QUICK = [
    "--network",
    "small-mlp",
    "--limit",
    "64",
    "--batch-size",
    "32",
    "--validation-size",
    "20",
    "--no-augment",
]
SETTINGS = {"epochs": 100, "batch_size": 32, "limit": 2048, "optimizer": "adamw", "learning_rate": 0.002}
PATIENCE = 120.0

pytestmark = pytest.mark.usefixtures("unmeasured")


def train(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "--run", str(folder), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def epochs(folder: Path) -> list[int]:
    path = folder / "metrics.jsonl"
    return [json.loads(line)["epoch"] for line in path.read_text().splitlines()] if path.exists() else []


def flip(path: Path, count: int, seed: int = 1) -> None:
    content, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(count):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def test_a_second_writer_is_told_who_the_first_is_and_a_killed_one_holds_nothing(
    tmp_path: Path, figure: Figure
) -> None:
    folder = tmp_path / "run"
    first = train(folder, "--epochs", "5000", *QUICK)
    until(lambda: is_held(folder / LOCK_NAME), PATIENCE)
    began = time.monotonic()
    second = train(folder, "--epochs", "5000", "--overwrite", *QUICK)
    _, said = second.communicate(timeout=PATIENCE)
    figure("refused after", f"{time.monotonic() - began:.1f} s")
    assert second.returncode == 2
    assert f"is in use by process {first.pid} (esmiuca train, since " in said
    assert said.strip().endswith("stop it first, which saves, or name another folder.")
    until(lambda: len(epochs(folder)) >= 2, PATIENCE)
    assert epochs(folder)[:2] == [1, 2]
    first.kill()
    first.communicate()
    assert not is_held(folder / LOCK_NAME)


@pytest.mark.long
def test_flipped_bits_are_refused_and_the_other_checkpoint_goes_on(tmp_path: Path, figure: Figure) -> None:
    folder = tmp_path / "run"
    _, said = train(folder, "--epochs", "3", *QUICK).communicate(timeout=PATIENCE)
    last, whole = folder / "last.safetensors", tmp_path / "whole"
    shutil.copytree(folder, whole)
    refused = 0
    for seed in range(5):
        shutil.copy(whole / "last.safetensors", last)
        flip(last, 50, seed)
        spoilt = train(folder, "--resume")
        _, said = spoilt.communicate(timeout=PATIENCE)
        assert (spoilt.returncode, "Traceback" in said) == (2, False)
        assert "last.safetensors is" in said
        assert "copy best.safetensors over it to go on from the best epoch" in said
        refused += 1
    figure("resumed silently", f"{5 - refused} of 5")
    shutil.copy(folder / "best.safetensors", last)
    again = train(folder, "--resume")
    _, said = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, said
    assert (folder / "metrics.jsonl").read_text() == (whole / "metrics.jsonl").read_text()
    assert not (folder / LOCK_NAME).exists()


def test_the_folder_above_stays_whatever_is_asked(serve: Serve, tmp_path: Path, figure: Figure) -> None:
    runs = tmp_path / "runs"
    runs.mkdir()
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "studio.json").write_text("{}")
    (tmp_path / "studio.json").write_text("{}")
    (runs / "run-001").symlink_to(precious)
    address = serve("--runs", str(runs)).address
    host, _, port = address.removeprefix("http://").strip("/").partition(":")
    names = [
        "%2e%2e",
        "..",
        "%2e%2e%2f",
        "run-001",
        "%2e",
        "x" * 3000,
        "a%00",
        "%2e%2e%5c",
        ".bin",
        "run-001%0a",
    ]
    statuses = []
    for name in names:
        for path in ("", "/moments/x%00", "/checkpoints/last.safetensors", "/restore", "/events"):
            method = {"": "DELETE", "/restore": "POST"}.get(path, "GET")
            # As it stands: a client would tidy the path.
            connection = HTTPConnection(host, int(port), timeout=30)
            connection.putrequest(method, f"/api/training/{name}{path}", skip_host=True)
            connection.putheader("Host", f"{host}:{port}")
            connection.putheader("Content-Length", "0")
            connection.endheaders()
            answer = connection.getresponse()
            answer.read()
            connection.close()
            statuses.append(answer.status)
            assert answer.status in (200, 404, 405), (method, name[:20], path)
    figure("statuses", {status: statuses.count(status) for status in sorted(set(statuses))})
    assert 404 in statuses
    assert (precious / "studio.json").is_file()
    assert (tmp_path / "studio.json").is_file()
    assert runs.is_dir()


@pytest.mark.long
def test_of_two_servers_one_trains(serve: Serve, tmp_path: Path, figure: Figure) -> None:
    runs = tmp_path / "runs"
    both = 0
    with ExitStack() as stack:
        clients = [
            stack.enter_context(httpx.Client(base_url=serve("--runs", str(runs)).address, timeout=PATIENCE))
            for _ in range(2)
        ]
        threads = stack.enter_context(ThreadPoolExecutor(2))
        for _ in range(6):
            answers = list(threads.map(lambda client: client.post("api/training", json=SETTINGS), clients))
            started = [answer.json()["name"] for answer in answers if answer.status_code == 201]
            both += len(started) == 2
            assert sorted(answer.status_code for answer in answers) == [201, 409], [a.text for a in answers]
            owner = clients[0] if answers[0].status_code == 201 else clients[1]
            assert owner.delete(f"api/training/{started[0]}").status_code == 204
    figure("both trained", f"{both} of 6")


@pytest.mark.long
def test_a_command_and_a_server_keep_out_of_each_others_way(serve: Serve, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    with httpx.Client(base_url=serve("--runs", str(runs)).address, timeout=PATIENCE) as client:
        name = client.post("api/training", json=SETTINGS).json()["name"]
        # From the first moment, before the process has loaded anything.
        refused = train(runs / name, "--overwrite", *QUICK)
        _, said = refused.communicate(timeout=PATIENCE)
        assert refused.returncode == 2
        assert "is in use by process" in said
        assert client.get(f"api/training/{name}").json()["state"] == "running"
        client.post(f"api/training/{name}/pause")
        # A run of the command line holds the server off, and says whose it is.
        other = train(runs / "mine", "--epochs", "5000", *QUICK)
        until(lambda: is_held(runs / "mine" / LOCK_NAME), PATIENCE)
        answer = client.post("api/training", json=SETTINGS)
        assert answer.status_code == 409
        assert f"run 'mine' is trained by process {other.pid} (esmiuca train" in answer.json()["error"]
        other.kill()
        other.communicate()
        assert client.post(f"api/training/{name}/resume").json()["state"] == "running"
        assert client.delete(f"api/training/{name}").status_code == 204
        assert client.post(f"api/training/{name}/restore").status_code == 200


@pytest.mark.long
def test_two_processes_of_one_run_share_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    words = [
        "--epochs",
        "5000",
        "--network",
        "small-mlp",
        "--limit",
        "256",
        "--batch-size",
        "128",
        "--no-augment",
    ]
    torchrun = [
        sys.executable,
        "-m",
        "torch.distributed.run",
        "--standalone",
        "--nproc-per-node",
        "2",
        "-m",
        "--",
    ]
    env = os.environ | {"OMP_NUM_THREADS": "1"}
    run = [*torchrun, "esmiuca.cli.main", "train", "--run", str(folder), *words, "--validation-size", "20"]
    together = subprocess.Popen(run, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: len(epochs(folder)) >= 1, PATIENCE)
    for command in ([*COMMAND, "--run", str(folder), "--resume"], run):
        refused = subprocess.run(
            command, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert refused.returncode != 0
        assert "is in use by process" in refused.stderr
    together.terminate()
    together.wait(PATIENCE)
    until(lambda: not is_held(folder / LOCK_NAME), PATIENCE)
    assert epochs(folder) == list(range(1, len(epochs(folder)) + 1))
