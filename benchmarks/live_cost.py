"""How much watching slows training: the speed of its steps with `--live`, and with a page that watches.

    python benchmarks/live_cost.py [--data DIR] [--rounds 5]

Two trainers of the same run take turns in one process, so that other load affects both alike: one alone, one with `--live`.
Each sample is an epoch's steps, so the looks at its beginning count, which come more often than later ones; validation and
preparations are left out. The watcher is a server that sends the events and a client that reads them and fetches every
moment's weights, as the page does, each a process of its own on the same cores.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from math import ceil
from pathlib import Path
from statistics import median

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import click
import httpx
from bench import save, show

from esmiuca.data import Dataset, load_mnist
from esmiuca.lock import LOCK_NAME, take
from esmiuca.memory import keep_memory
from esmiuca.server.studio.jobs import SETTINGS_NAME
from esmiuca.server.studio.models import RunSettings
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Trainer
from esmiuca.training.device import STEP_BYTES
from esmiuca.training.live import Live

NAME = "run-001"
KINDS = {"live": "with --live", "watched": "… and a page that watches"}
TURN = 15  # steps; a look or two at most
GOAL = 0.05  # share of the speed that being watched may cost


def sample(kind: str, train: Dataset, settings: RunSettings) -> tuple[Side, Side]:
    """An epoch alone and one of this kind, side by side."""
    config = TrainingConfig(epochs=settings.epochs, limit=settings.limit, seed=settings.seed, augment=False)
    with tempfile.TemporaryDirectory() as runs, tempfile.TemporaryDirectory() as others:
        folder = Path(runs) / NAME
        alone = Side(Trainer(Path(others) / NAME, config, train))
        shown = Side(Trainer(folder, config, train))
        with watched(folder, settings) if kind == "watched" else nullcontext():
            shown.watch()
            sides = (alone, shown)
            for _ in range(ceil(alone.trainer.steps / TURN)):
                for side in sides:
                    side.go_on()
                sides = sides[::-1]  # take turns at being first
        return alone, shown


class Side:
    """One of the two trainers, and what its steps took."""

    def __init__(self, trainer: Trainer) -> None:
        self.trainer = trainer
        self.seconds = self.work = self.turned = 0.0  # by the clock; of the processor; when its turn began
        for _ in zip(range(3), trainer.batches.epoch(1, 0), strict=False):
            pass  # the threads and the memory are there
        self.batches = trainer.batches.epoch(0, 0)
        self.live: Live | None = None

    def watch(self) -> None:
        """From now on its steps are shown."""
        self.live = Live(self.trainer, clock=self.clock)

    def clock(self) -> float:
        """Seconds of its own turns: its clock stops while the other one trains."""
        return self.seconds + (time.monotonic() - self.turned if self.turned else 0)

    def go_on(self) -> None:
        """The steps of a turn, as Trainer.run does them."""
        trainer, before = self.trainer, time.process_time()
        self.turned = time.monotonic()
        if self.live and trainer.step == 0:
            self.live.begin()
        for batch in islice(self.batches, TURN):
            trainer.train_step(batch)
            trainer.step += 1
            progress = trainer.progress(self.turned - self.seconds, 0)
            if self.live:
                self.live(progress)
        self.seconds += time.monotonic() - self.turned
        self.turned = 0.0
        self.work += time.process_time() - before


@contextmanager
def watched(folder: Path, settings: RunSettings) -> Iterator[None]:
    """Meanwhile a server sends what this process writes of a run, and a client takes all of it."""
    (folder / SETTINGS_NAME).write_text(settings.model_dump_json(), encoding="utf-8")
    command = [sys.executable, "-m", "esmiuca.cli.main", "serve", "--port", "0", "--runs", str(folder.parent)]
    held = take(folder / LOCK_NAME, "live_cost.py", "stop it first")  # the server's sign that the run goes on
    with held, subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        with subprocess.Popen([sys.executable, __file__, "--watch", found[0]]) as client:
            yield
            client.terminate()
        server.terminate()


def watch(address: str) -> None:
    """What the page does: reads every line, fetches the weights of every moment."""
    client = httpx.Client(base_url=f"{address}api/training/{NAME}", timeout=None)
    with client, client.stream("GET", "/events") as events:
        for line in events.iter_lines():
            if line.startswith("data: ") and (moment := json.loads(line[6:]).get("moment")):
                client.get(f"/{moment}")


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--rounds", default=5, show_default=True, help="Epochs of each kind.")
@click.option("--limit", type=int, help="Training images of an epoch.  [default: all]")
@click.option("--watch", "address", hidden=True, help="Be the one who watches a server.")
def main(data: Path | None, rounds: int, limit: int | None, address: str | None) -> None:
    if address:
        watch(address)
        return
    keep_memory(STEP_BYTES)
    train = load_mnist("train", data)
    settings = RunSettings(epochs=1, limit=limit)
    found: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind, costs in found.items():
            alone, shown = sample(kind, train, settings)
            costs.append((shown.seconds / alone.seconds - 1, shown.work / alone.work - 1))
            rate = alone.trainer.steps / alone.seconds
            print(
                f"{kind}: {rate:.2f} steps/s alone, {costs[-1][0]:+.1%}, processor {costs[-1][1]:+.1%}",
                flush=True,
            )
    cost = {kind: [median(part) for part in zip(*costs, strict=True)] for kind, costs in found.items()}
    rows = [(KINDS[kind], f"{slower:+.1%}", f"{more:+.1%}") for kind, (slower, more) in cost.items()]
    title = f"What being watched costs, {rounds} rounds, medians; goal {GOAL:.0%}"
    show(title, ("what", "time", "processor time"), rows)
    save("live_cost", {"cost": cost, "goal": GOAL, "samples": found})


if __name__ == "__main__":
    main()
