"""Records a run: lines as in `live.py`, at steps chosen ahead, with every moment kept.

The lines are the same at every recording, except for the seconds in them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from esmiuca.data import Dataset
from esmiuca.errors import CheckpointError
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.checkpoint import LAST_NAME, save_halves
from esmiuca.training.live import LIVE_NAME, Live
from esmiuca.training.loop import Trainer
from esmiuca.training.progress import Progress
from esmiuca.training.run_log import read_log

EVENLY = 24  # moments from the start to the end …
AT_FIRST = 8  # … and more of them early, when most happens: steps double
LINES = 300  # of steps; at least, where there are more


def moments_of(total_steps: int) -> list[int]:
    """Steps after which a recorded run is looked at, the first before any was made."""
    evenly = np.linspace(0, total_steps, EVENLY + 1)
    at_first = np.geomspace(1, total_steps, 3 * AT_FIRST)[::3]
    return sorted({int(step) for step in np.concatenate([evenly, at_first]).round()})


class Recording(Live):
    """Called with every progress of a trainer whose run is recorded."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__(trainer)
        self.moments = set(moments_of(trainer.total_steps))
        self.every = max(1, trainer.total_steps // LINES)
        self.begin()

    def __call__(self, progress: Progress) -> None:
        if progress.metrics:
            self.write("epoch", **progress.metrics)
            return
        if progress.total_step % self.every == 0:
            # The reported values may be a moment old.
            sums = self.trainer.sums()
            self.tell_step(replace(progress, loss=sums.mean_loss, accuracy=sums.accuracy))
        if progress.total_step in self.moments:
            self.look(progress.total_step)

    def keep(self, name: str, network: nn.Module) -> None:
        """All of them stay."""
        save_halves(self.folder / name, network.state_dict())

    def end(self, tested: tuple[int, float] | None = None) -> None:
        """No extra look: the last moment has one, and a stopped run ends between moments."""
        done = self.trainer.epoch * self.trainer.steps + self.trainer.step
        self.write("end", step=done, finished=done >= self.trainer.total_steps)


def record(
    folder: Path,
    config: TrainingConfig,
    train: Dataset,
    watch: Callable[[Trainer], Callable[[Progress], None]],
) -> bool:
    """Trains and records a run, or goes on with it; one that is finished stays as it is.

    Args:
        watch: gets the trainer before it begins; what it returns, every progress.

    Returns:
        Whether the run is finished, and not stopped.
    """
    resume = is_of(folder, config) and (folder / LAST_NAME).is_file()
    if resume and is_finished(folder):
        return True
    trainer = Trainer(folder, config, train, resume=resume)
    recording, report = Recording(trainer), watch(trainer)

    def both(progress: Progress) -> None:
        recording(progress)
        report(progress)

    trainer.run(both)
    recording.end()
    return is_finished(folder)


def is_of(folder: Path, config: TrainingConfig) -> bool:
    """Whether the folder holds a run of this configuration."""
    path = folder / "config.json"
    return path.is_file() and TrainingConfig.load(path) == config


def is_finished(folder: Path) -> bool:
    return any(line["kind"] == "end" and line["finished"] for line in read_lines(folder))


def read_lines(folder: Path) -> list[dict[str, Any]]:
    """A run's lines as if it had never been stopped: repeated steps only once, one end.

    Raises CheckpointError at a line that can't be read, or lacks what a line says.
    """
    kept: list[dict[str, Any]] = []
    path = folder / LIVE_NAME
    for number, _, line in read_log(path):
        try:
            add(kept, line)
        except (KeyError, TypeError, ZeroDivisionError) as error:
            raise CheckpointError(
                f"{path}, line {number}, is not as a run writes it ({error!r}); delete {folder} to record it anew."
            ) from error
    return kept


def add(kept: list[dict[str, Any]], line: dict[str, Any]) -> None:
    """Adds one more line to those so far."""
    if line["kind"] == "end":
        kept.append({**line, "finished": bool(line["finished"])})
        return
    if line["kind"] != "start":
        kept.append(line)
        return
    steps = line["total_steps"] // line["epochs"]
    done = line["resumed_at"]
    before = [
        earlier
        for earlier in kept
        if 0 < done >= earlier.get("step", earlier.get("epoch", 0) * steps)
        and earlier["kind"] not in ("start", "end")
    ]
    kept[:] = [line | {"resumed_at": 0}, *before]
