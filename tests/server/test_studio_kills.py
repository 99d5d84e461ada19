"""Whatever is killed, and whenever: a run loses nothing but time.

Kills at random moments: of the training process, the server, or the page that watches; five of them, 26 in `make attack`. On processors a resumed run ends
as an undisturbed one, value by value, because everything random follows from the seed and the step. (Timings differ; on a
graphics card the order of sums does, too.)
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import torch

from esmiuca.lock import LOCK_NAME, is_held
from esmiuca.settings.studio import RunSettings
from esmiuca.training.checkpoint import load_checkpoint

SETTINGS = RunSettings(epochs=3, batch_size=32, limit=128, optimizer="adamw", learning_rate=0.002)
# One of each kind of moment: see AS_IT_SAVES.
FEW = ["trainer", "server", "page", "server", "trainer"]
MANY = ["trainer"] * 10 + ["server"] * 8 + ["page"] * 8
AS_IT_SAVES = 3  # every third kill comes while a checkpoint is being written
MOST_LINES = 8  # written before the kill; a whole run writes about twice as many
MOST_SECONDS = 0.6  # after that
PATIENCE = 300.0  # seconds: the machine may be busy
COMMAND = [sys.executable, "-m", "esmiuca.cli.main"]


class Studio:
    """`esmiuca serve`, restarted after each kill, and a page that watches its runs."""

    def __init__(self, runs: Path, model: Path) -> None:
        self.runs = runs
        self.model = model
        self.name = ""
        self.seen: list[tuple[int, dict[str, Any]]] = []
        self.serve()

    def serve(self) -> None:
        command = [*COMMAND, "serve", "--port", "0", "--model", str(self.model), "--runs", str(self.runs)]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.server.stdout is not None
        address = self.server.stdout.readline().split()[3]
        self.client = httpx.Client(base_url=address, timeout=PATIENCE)

    def ask(self, method: str, path: str = "", **more: Any) -> Any:
        answer = self.client.request(method, f"/api/training{path}", **more)
        assert answer.is_success, answer.text
        return answer.json()

    @property
    def folder(self) -> Path:
        return self.runs / self.name

    @property
    def state(self) -> str:
        return self.ask("GET", f"/{self.name}")["state"]

    def train(self) -> None:
        """Trains the current run, or a new one if that is finished."""
        if not self.name or self.state == "finished":
            self.name = self.ask("POST", json=SETTINGS.model_dump())["name"]
            self.seen = []
        elif self.state != "running":
            self.ask("POST", f"/{self.name}/resume")

    def watch(self, seconds: float) -> None:
        """Reconnects as a browser does, and reads until the time is up or the run ends."""
        headers = {"Last-Event-ID": str(self.seen[-1][0])} if self.seen else {}
        until = time.monotonic() + seconds
        number = 0
        try:
            with self.client.stream(
                "GET", f"/api/training/{self.name}/events", headers=headers, timeout=seconds
            ) as events:
                for line in events.iter_lines():
                    if line.startswith("id: "):
                        number = int(line[4:])
                    elif line.startswith("data: ") and number:
                        self.seen.append((number, json.loads(line[6:])))
                        number = 0
                    if time.monotonic() > until:
                        return
        except httpx.ReadTimeout:
            pass

    @property
    def written(self) -> int:
        """How many lines the run has written."""
        path = self.folder / "live.jsonl"
        return path.read_bytes().count(b"\n") if path.exists() else 0

    def wait_until(self, condition: Callable[[], bool], every: float = 0.02) -> None:
        """Waits for the condition, or for the end of the run."""
        held = self.folder / LOCK_NAME
        assert wait_for(lambda: condition() or not is_held(held), every=every)

    def trainer(self) -> int | None:
        """The number of the process that trains."""
        listed = subprocess.run(
            ["pgrep", "-f", f"train --run {self.folder} "], capture_output=True, text=True
        )
        return int(listed.stdout.split()[0]) if listed.stdout else None

    def kill(self) -> None:
        """Kills the server with SIGKILL."""
        self.client.close()
        self.server.kill()
        self.server.communicate()


def wait_for(condition: Callable[[], bool], patience: float = PATIENCE, every: float = 0.05) -> bool:
    deadline = time.monotonic() + patience
    while not (is_so := condition()) and time.monotonic() < deadline:
        time.sleep(every)
    return is_so


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def assert_whole(folder: Path) -> None:
    """Every checkpoint can be loaded."""
    for name in ("last.safetensors", "best.safetensors"):
        if (folder / name).exists():
            load_checkpoint(folder / name)


def assert_same(folder: Path, expected: Path) -> None:
    assert lines(folder / "metrics.jsonl") == lines(expected / "metrics.jsonl")
    for name in ("last.safetensors", "best.safetensors"):
        tensors, state = load_checkpoint(folder / name)
        others, other_state = load_checkpoint(expected / name)
        assert state == other_state
        assert all(torch.equal(value, others[key]) for key, value in tensors.items())
    tests = [
        next(line for line in lines(run / "live.jsonl") if line["kind"] == "test")
        for run in (folder, expected)
    ]
    assert tests[0] == tests[1]


@pytest.fixture
def studio(tmp_path: Path, model: Path, unmeasured: None) -> Iterator[Studio]:
    studio = Studio(tmp_path / "runs", model)
    yield studio
    studio.kill()
    assert wait_for(lambda: not is_held(studio.folder / LOCK_NAME))


@pytest.mark.slow
@pytest.mark.parametrize("victims", [FEW, pytest.param(MANY, marks=pytest.mark.long)], ids=["few", "many"])
def test_kills_cost_nothing_but_time(tmp_path: Path, studio: Studio, victims: list[str]) -> None:
    whole = tmp_path / "whole"
    arguments = ["train", "--run", str(whole), "--live", *SETTINGS.flags()]
    with subprocess.Popen([*COMMAND, *arguments], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as alone:
        assert alone.wait(PATIENCE) == 0
    chance = random.Random(10)
    finished = []
    for number, victim in enumerate(chance.sample(victims, len(victims)) if victims is MANY else victims):
        if studio.name and studio.state == "finished":
            finished.append(studio.folder)
        studio.train()
        folder = studio.folder
        if victim == "page":
            studio.watch(chance.uniform(0.05, 0.5))
            continue
        if number % AS_IT_SAVES == 0:
            studio.wait_until(lambda folder=folder: any(folder.glob("*.partial")), every=0.0005)
        else:
            wanted = studio.written + chance.randint(0, MOST_LINES)
            studio.wait_until(lambda wanted=wanted: studio.written >= wanted)
            time.sleep(chance.uniform(0, MOST_SECONDS))
        if victim == "trainer":
            if (process := studio.trainer()) is not None:
                os.kill(process, signal.SIGKILL)
            assert wait_for(lambda: studio.state in ("failed", "finished"))
        else:
            studio.kill()
            # Its trainer saves and exits by itself, perhaps after the next server has started.
            studio.serve()
            assert wait_for(lambda: studio.state in ("paused", "finished")), studio.ask("GET")
            assert (folder / "last.safetensors").is_file()
        assert not is_held(folder / LOCK_NAME)
        assert_whole(folder)
    studio.train()
    assert wait_for(lambda: studio.state == "finished"), studio.ask("GET")
    for folder in (*finished, studio.folder):
        assert_same(folder, whole)
    # The page has seen every line, and none of them twice.
    studio.watch(PATIENCE)
    assert studio.seen == list(enumerate(lines(studio.folder / "live.jsonl"), 1))
