"""What it costs training to be watched: steps a second without and with `--live`, and with somebody who watches.

    python benchmarks/live_cost.py [--data DIR] [--rounds 5]

Each sample is the steps of a run of one epoch, so that the looks at its beginning count, which are closer together than all
later ones; what stands at a run's end, validation, is left out, and so are preparations. The three take turns. Who
watches is a server that sends the events and a client that reads them and fetches every moment's weights, as the page does,
each a process of its own on the same cores.
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
from pathlib import Path
from statistics import median

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import click
import httpx
from bench import save, seconds, show

from esmiuca.data import Dataset, load_mnist
from esmiuca.memory import keep_memory
from esmiuca.server.studio.jobs import COMPLAINTS_NAME, SETTINGS_NAME
from esmiuca.server.studio.lock import hold
from esmiuca.server.studio.models import RunSettings
from esmiuca.training import Trainer, TrainingConfig
from esmiuca.training.device import STEP_BYTES
from esmiuca.training.live import Live

NAME = "run-001"
KINDS = ("plain", "live", "watched")
GOAL = 0.05  # share of the speed that being watched may cost


def sample(kind: str, train: Dataset, settings: RunSettings) -> tuple[float, float]:
    """Steps a second of an epoch, and the processor's seconds that this process took for each."""
    with tempfile.TemporaryDirectory() as runs:
        folder = Path(runs) / NAME
        config = TrainingConfig(
            epochs=settings.epochs, limit=settings.limit, seed=settings.seed, augment=False
        )
        trainer = Trainer(folder, config, train)
        for _ in zip(range(3), trainer.batches.epoch(1, 0), strict=False):
            pass  # the threads and the memory are there
        with watched(folder, settings) if kind == "watched" else nullcontext():
            live = None if kind == "plain" else Live(trainer)
            before = time.process_time()
            rate = trainer.steps / seconds(lambda: epoch(trainer, live))
            return rate, (time.process_time() - before) / trainer.steps


def epoch(trainer: Trainer, live: Live | None) -> None:
    """The training of the first epoch, as Trainer.run does it."""
    started = time.monotonic()
    if live:
        live.begin()
    for batch in trainer.batches.epoch(0, 0):
        trainer.train_step(batch)
        trainer.step += 1
        progress = trainer.progress(started, 0)
        if live:
            live(progress)


@contextmanager
def watched(folder: Path, settings: RunSettings) -> Iterator[None]:
    """Meanwhile a server sends what this process writes of a run, and a client takes all of it."""
    (folder / SETTINGS_NAME).write_text(settings.model_dump_json(), encoding="utf-8")
    command = [sys.executable, "-m", "esmiuca.cli.main", "serve", "--port", "0", "--runs", str(folder.parent)]
    with (folder / COMPLAINTS_NAME).open("wb") as held:
        hold(held)  # the server's sign that the run goes on
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
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
    samples: dict[str, list[float]] = {kind: [] for kind in KINDS}
    work: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind, found in samples.items():
            rate, taken = sample(kind, train, settings)
            found.append(rate)
            work[kind].append(taken)
            print(f"{kind}: {rate:.2f} steps/s, {taken * 1e3:.0f} ms of processor a step", flush=True)
    rates = {kind: median(found) for kind, found in samples.items()}
    # Of each round by itself: what else the machine does changes from one to the next.
    costs = {
        kind: median(1 - one / plain for one, plain in zip(samples[kind], samples["plain"], strict=True))
        for kind in KINDS[1:]
    }
    # Says the same on a machine that has other things to do, but for what server and client take.
    more = {kind: median(work[kind]) / median(work["plain"]) - 1 for kind in KINDS[1:]}
    words = {"plain": "training alone", "live": "with --live", "watched": "… and a page that watches"}
    rows = [
        (
            words[kind],
            f"{rates[kind]:.2f} steps/s",
            *((f"{costs[kind]:+.1%}", f"{more[kind]:+.1%}") if kind in costs else ("", "")),
        )
        for kind in KINDS
    ]
    title = f"What being watched costs, {rounds} rounds, medians; goal {GOAL:.0%} for --live"
    show(title, ("what", "speed", "slower by", "processor time"), rows)
    save(
        "live_cost",
        {"steps_per_second": rates, "cost": costs, "processor": more, "goal": GOAL, "samples": samples},
    )


if __name__ == "__main__":
    main()
