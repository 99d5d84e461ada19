"""The duel's loop: both networks take each step together."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float, Int64
from torch import Tensor

from esmiuca.data import Dataset, split_validation
from esmiuca.errors import CheckpointError
from esmiuca.models.gan import NOISE
from esmiuca.settings.gan import GanConfig
from esmiuca.training.average import update_average
from esmiuca.training.checkpoint import LAST_NAME, load_checkpoint, save_checkpoint, way_out, whole
from esmiuca.training.device import bf16_pays
from esmiuca.training.gan.moments import moments, save_snapshot, state_copy, step_record, weight_moves
from esmiuca.training.gan.step import MEASURES, Judged, Networks, find_gradients
from esmiuca.training.run_log import add_line, forget_after
from esmiuca.training.run_state import (
    Count,
    Position,
    gather,
    one_line,
    put_back,
    read_position,
    require_config,
)

LOG_EVERY = 50  # steps whose means are one line of the log
SAVE_EVERY = 1000  # steps that a killed run loses at most
BETAS = (0.0, 0.99)  # no momentum: the other network moves too, so old directions mislead
FALL = 0.7  # of a run, its last part, in which the learning rate falls to zero
KEPT = (".safetensors", ".json", ".partial")  # what a run writes of its moments


class GanPosition(Position):
    """Where a run stands, and what its steps since the last line of the log have come to."""

    sums: dict[str, float]
    counted: Count


@dataclass(frozen=True)
class GanProgress:
    """What is reported after every step; losses and `fooled` are means of the steps since the last line of the log."""

    step: int
    steps: int
    generator_loss: float
    discriminator_loss: float
    fooled: float  # share of pairs whose generated digit is held the more real
    images_per_second: float
    seconds_left: float
    line: dict[str, Any] | None = None  # of the log, where one was written


class GanTrainer:
    """One run in one folder: config.json, metrics.jsonl, last.safetensors, snapshots/."""

    def __init__(self, folder: Path, config: GanConfig, train: Dataset, *, resume: bool = False) -> None:
        self.folder, self.config = folder, config
        self.stop_requested = False
        # First: if it is missing or damaged, say so before the pictures are read.
        saved = self.load_last() if resume else None
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.bf16 = bf16_pays(self.device) if config.bf16 is None else config.bf16
        digits, _ = split_validation(train, config.validation_size, config.seed)
        self.images = torch.from_numpy(digits.images.copy()).to(self.device)  # (M, 28, 28), grey levels
        self.labels = torch.from_numpy(digits.labels.copy()).long().to(self.device)
        torch.manual_seed(config.seed)
        self.average = Networks().to(self.device)
        self.networks = copy.deepcopy(self.average).to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
        self.optimizer = torch.optim.Adam(
            self.networks.parameters(), lr=config.learning_rate, betas=BETAS, fused=True
        )
        self.moments = set(moments(config))
        self.step = 0
        self.sums = dict.fromkeys(MEASURES, 0.0)
        self.counted = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.snapshots.mkdir(exist_ok=True)
        if saved is not None:
            self.restore(*saved)
        else:
            # Left by another run, which must not continue with these settings.
            left_over = [path for path in self.snapshots.iterdir() if path.suffix in KEPT]
            for left in (self.last_path, *left_over):
                left.unlink(missing_ok=True)
            config.save(folder / "config.json")
            self.log_path.write_text("", encoding="utf-8")

    @property
    def log_path(self) -> Path:
        return self.folder / "metrics.jsonl"

    @property
    def last_path(self) -> Path:
        return self.folder / LAST_NAME

    @property
    def snapshots(self) -> Path:
        return self.folder / "snapshots"

    def run(self, report: Callable[[GanProgress], None] = lambda progress: None) -> None:
        """Train to the end, or until `stop_requested` is set; either way `last` is saved."""
        started, done_before = time.monotonic(), self.step
        while self.step < self.config.steps and not self.stop_requested:
            self.train_step()
            line = self.write_line() if self.step % LOG_EVERY == 0 else None
            if self.step % SAVE_EVERY == 0:
                self.save()
            report(self.progress(started, done_before, line))
        if self.step in self.moments:
            self.keep_moment()
        self.save()

    def train_step(self) -> None:
        """Both networks' gradients, then one step of both; at a moment that is kept, with all its numbers."""
        kept = self.step in self.moments
        before = state_copy(self.networks) if kept else {}
        if kept:
            self.keep_moment()
        real, labels, noise = self.draw(self.step)
        judged = self.find_gradients(real, labels, noise)
        rate = self.config.learning_rate * falling(self.step / self.config.steps)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        if kept:
            self.record(before, judged, real, labels, noise, rate)
        self.step += 1
        averaged, current = ([*network.parameters()] for network in (self.average, self.networks))
        update_average(averaged, current, self.config.ema_decay, self.step)
        self.count(judged)

    def find_gradients(self, real: Tensor, labels: Tensor, noise: Tensor) -> Judged:
        return find_gradients(self.networks, real, labels, noise, self.config.gradient_penalty, self.bf16)

    def draw(
        self, step: int
    ) -> tuple[Float[Tensor, "B 1 28 28"], Int64[Tensor, " B"], Float[Tensor, "B 64"]]:
        """The real digits, their labels and the noise of a step: they follow from (seed, step) and nothing else."""
        chance = torch.Generator().manual_seed(self.config.seed * 1_000_003 + step)
        count = self.config.batch_size
        chosen = torch.randint(len(self.images), (count,), generator=chance).to(self.device)
        noise = torch.randn(count, NOISE, generator=chance).to(self.device)
        real = (self.images[chosen].float() / 255)[:, None]  # (B, 1, 28, 28)
        return real.contiguous(memory_format=torch.channels_last), self.labels[chosen], noise

    def keep_moment(self) -> None:
        """A snapshot of both networks after the steps made so far."""
        save_snapshot(self.snapshots / f"{self.step:06}.safetensors", self.average, self.networks)

    def record(
        self,
        before: dict[str, Tensor],
        judged: Judged,
        real: Tensor,
        labels: Tensor,
        noise: Tensor,
        rate: float,
    ) -> None:
        """Writes what the step that was just made did, judged again with the weights that it led to."""
        moves = weight_moves(before, self.networks)  # before the gradients are recomputed
        after = self.find_gradients(real, labels, noise)
        told = step_record(self.step, rate, judged, after, real, labels, noise) | {"weights": moves}
        path = self.snapshots / f"{self.step:06}.json"
        with whole(path) as partial:
            partial.write_text(json.dumps(told) + "\n", encoding="utf-8")

    # -- the log and the checkpoint ------------------------------------------------------------------------------

    def count(self, judged: Judged) -> None:
        for name, value in judged.means().items():
            self.sums[name] += value
        self.counted += 1

    def means(self) -> dict[str, float]:
        return {name: total / max(self.counted, 1) for name, total in self.sums.items()}

    def write_line(self) -> dict[str, Any]:
        """A line of the log: the means of the steps since the last one."""
        line = {"step": self.step, **{name: round(value, 6) for name, value in self.means().items()}}
        add_line(self.log_path, line)
        self.sums, self.counted = dict.fromkeys(MEASURES, 0.0), 0
        return line

    def progress(self, started: float, done_before: int, line: dict[str, Any] | None) -> GanProgress:
        shown = line or self.means()
        rate = (self.step - done_before) / max(time.monotonic() - started, 1e-9)  # steps a second
        return GanProgress(
            step=self.step,
            steps=self.config.steps,
            generator_loss=shown["generator_loss"],
            discriminator_loss=shown["discriminator_loss"],
            fooled=shown["fooled"],
            images_per_second=rate * self.config.batch_size,
            seconds_left=(self.config.steps - self.step) / max(rate, 1e-9),
            line=line,
        )

    def save(self) -> None:
        """Write the checkpoint: both networks, their averages, the optimiser's moments, the position."""
        state = {
            "step": self.step,
            "sums": self.sums,
            "counted": self.counted,
            "config": self.config.model_dump(),
        }
        save_checkpoint(self.last_path, gather(self.networks, self.average, [self.optimizer]), state)

    def load_last(self) -> tuple[dict[str, Tensor], GanPosition]:
        """What `last` holds. Raises CheckpointError where it can't be gone on with."""
        tensors, state = load_checkpoint(self.last_path)
        position = read_position(GanPosition, state, self.last_path)
        require_config(self.config, position, GanConfig.of, self.last_path)
        if position.step > self.config.steps or position.sums.keys() != set(MEASURES):
            raise CheckpointError(
                f"{self.last_path} says step={position.step} of {self.config.steps}, with sums of "
                f"{', '.join(position.sums)}; {way_out(self.last_path)}."
            )
        return tensors, position

    def restore(self, tensors: dict[str, Tensor], position: GanPosition) -> None:
        """Go on from there. Raises CheckpointError where it is of other networks."""
        try:
            put_back(tensors, self.networks, self.average, [self.optimizer])
        except (RuntimeError, KeyError, TypeError, ValueError) as error:
            raise CheckpointError(
                f"{self.last_path} does not fit these networks ({one_line(error)}); start a new run."
            ) from error
        self.step, self.sums, self.counted = position.step, position.sums, position.counted
        forget_after(self.log_path, "step", self.step)


def falling(share: float) -> float:
    """The learning rate, of its full size, when `share` of a run is done."""
    return min(1.0, (1 - share) / FALL)
