"""How long until 99.0% of the test images are read right: our loop, and PyTorch's own MNIST example.

    python benchmarks/time_to_accuracy.py [--data DIR] [--repeat 1]

The example (github.com/pytorch/examples, mnist/main.py) is written again from its published settings: the same network
with dropout of 0.25 and 0.5, Adadelta at 1.0 times 0.7 every epoch, batches of 64 from a DataLoader that normalises each
picture as it is fetched, at most 14 epochs. Our settings were chosen on held-out training images; the test images only
stop the clock. It starts with the data in memory and pauses while the test images are read, four times an epoch. Each run
is a process of its own; they take turns.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import click
from bench import save, show

GOAL = 0.99
CHECKS = 4  # an epoch
OURS = {"epochs": 3, "learning_rate": 0.01, "ema_decay": 0.98, "dropout": 0.2, "augment": False}


class Clock:
    """Seconds of training; `check` reads the test images meanwhile and says whether the goal is met."""

    def __init__(self, data: Path | None) -> None:
        import torch

        from esmiuca.data import load_mnist
        from esmiuca.pictures.augmentation import to_input

        test = load_mnist("test", data)
        self.images = to_input(torch.from_numpy(test.images.copy()))
        self.labels = torch.from_numpy(test.labels.astype("int64"))
        self.started = time.perf_counter()
        self.away = 0.0
        self.history: list[tuple[float, float]] = []  # seconds, accuracy

    def check(self, read: Callable[[Any, Any], float]) -> bool:
        """`read` gives the accuracy on (images, labels)."""
        stopped = time.perf_counter()
        self.history.append((stopped - self.started - self.away, read(self.images, self.labels)))
        self.away += time.perf_counter() - stopped
        return self.history[-1][1] >= GOAL


def ours(data: Path | None) -> list[tuple[float, float]]:
    """`esmiuca train` with OURS; the averaged weights are what is checked."""
    from esmiuca.data import load_mnist
    from esmiuca.memory import keep_memory
    from esmiuca.settings.training import TrainingConfig
    from esmiuca.training import Progress, Trainer
    from esmiuca.training.device import STEP_BYTES
    from esmiuca.training.judge import accuracy

    keep_memory(STEP_BYTES)
    train, clock = load_mnist("train", data), Clock(data)
    with tempfile.TemporaryDirectory() as folder:
        # Nothing is chosen here, so nothing needs to be held out.
        trainer = Trainer(Path(folder), TrainingConfig(**OURS, validation_size=10), train)

        def report(progress: Progress) -> None:
            every = progress.steps // CHECKS
            if progress.metrics is None and progress.step % every == 0:
                trainer.stop_requested = clock.check(lambda x, labels: accuracy(trainer.average, x, labels))

        trainer.run(report)
    return clock.history


def example(data: Path | None) -> list[tuple[float, float]]:
    """PyTorch's example, with its settings."""
    import torch
    import torch.nn.functional as F
    from torch import nn
    from torch.utils.data import DataLoader
    from torch.utils.data import Dataset as Pictures

    from esmiuca.data import load_mnist

    train = load_mnist("train", data)
    images = torch.from_numpy(train.images.copy())

    class Normalised(Pictures):
        def __len__(self) -> int:
            return len(train)

        def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
            x = images[index].unsqueeze(0).float() / 255
            return (x - 0.1307) / 0.3081, int(train.labels[index])

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv1, self.conv2 = nn.Conv2d(1, 32, 3, 1), nn.Conv2d(32, 64, 3, 1)
            self.dropout1, self.dropout2 = nn.Dropout(0.25), nn.Dropout(0.5)
            self.fc1, self.fc2 = nn.Linear(9216, 128), nn.Linear(128, 10)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            x = F.relu(self.conv2(F.relu(self.conv1(x))))
            x = torch.flatten(self.dropout1(F.max_pool2d(x, 2)), 1)
            return F.log_softmax(self.fc2(self.dropout2(F.relu(self.fc1(x)))), dim=1)

    def read(images: torch.Tensor, labels: torch.Tensor) -> float:
        model.eval()
        with torch.no_grad():
            answers = torch.cat([model((x - 0.1307) / 0.3081).argmax(1) for x in images.split(1000)])
        model.train()
        return float((answers == labels).double().mean())

    clock = Clock(data)
    torch.manual_seed(1)
    model = Net()
    optimizer = torch.optim.Adadelta(model.parameters(), lr=1.0)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.7)
    loader = DataLoader(Normalised(), batch_size=64, shuffle=True)
    for _ in range(14):
        for step, (x, labels) in enumerate(loader, 1):
            optimizer.zero_grad()
            F.nll_loss(model(x), labels).backward()
            optimizer.step()
            if step % (len(loader) // CHECKS) == 0 and clock.check(read):
                return clock.history
        schedule.step()
    return clock.history


RUNS = {"ours": ours, "example": example}


def runs(repeat: int, data: Path | None) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """The histories of all runs, each from a process of its own, in turn."""
    for _ in range(repeat):
        for name in RUNS:
            # Ours as the command line sets it, the example as a person would start it.
            env = os.environ | ({"OMP_WAIT_POLICY": "PASSIVE"} if name == "ours" else {})
            command = [sys.executable, __file__, "--only", name, *(["--data", str(data)] if data else [])]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=env)
            yield name, json.loads(done.stdout)


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--repeat", default=1, show_default=True, help="Runs of each.")
@click.option("--only", type=click.Choice(list(RUNS)), help="One run of one, its history as JSON.")
def main(data: Path | None, repeat: int, only: str | None) -> None:
    if only:
        print(json.dumps(RUNS[only](data)))
        return
    histories: dict[str, list[list[tuple[float, float]]]] = {name: [] for name in RUNS}
    for name, history in runs(repeat, data):
        histories[name].append(history)
        taken, right = history[-1]
        print(f"{name}: {right:.2%} after {taken:.1f} s", flush=True)
    reached = {
        name: median(
            next((taken for taken, right in history if right >= GOAL), float("inf")) for history in all_runs
        )
        for name, all_runs in histories.items()
    }
    ratio = reached["ours"] / reached["example"]
    rows = [
        ("PyTorch's example", f"{reached['example']:.1f} s", ""),
        (
            "esmiuca train " + " ".join(f"{key}={value}" for key, value in OURS.items()),
            f"{reached['ours']:.1f} s",
            f"{ratio:.2f} ×",
        ),
    ]
    show(
        f"Time to {GOAL:.1%} of the test images, {repeat} run(s) of each, median",
        ("what", "seconds", "ratio"),
        rows,
    )
    save(
        "time_to_accuracy",
        {"goal": GOAL, "settings": OURS, "median_s": reached, "ratio": ratio, "histories": histories},
    )


if __name__ == "__main__":
    main()
