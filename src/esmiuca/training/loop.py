"""The training loop: forward, loss, backward, update."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from pydantic import FiniteFloat
from torch import Tensor

from esmiuca.data import Dataset
from esmiuca.errors import CheckpointError
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.average import update_average
from esmiuca.training.batches import Batch, Batches
from esmiuca.training.checkpoint import BEST_NAME, LAST_NAME, load_checkpoint, save_checkpoint, way_out
from esmiuca.training.device import bf16_pays
from esmiuca.training.found import NOTHING, Found, require_same, write_found
from esmiuca.training.judge import judge
from esmiuca.training.loss import batch_loss
from esmiuca.training.material import NOT_A_DIGIT, Material, Validation, make_material
from esmiuca.training.networks import make_network, training_module
from esmiuca.training.optimizers import learning_rate, make_optimizers
from esmiuca.training.processes import Processes
from esmiuca.training.progress import EpochSums, Progress
from esmiuca.training.run_log import add_line, forget_after
from esmiuca.training.run_state import (
    Count,
    Position,
    gather,
    one_line,
    put_back,
    read_position,
    require_config,
    start_from,
)
from esmiuca.training.start import keep_stages, starting_weights
from esmiuca.training.teacher import load_teacher

REFRESH = 0.1  # seconds between two updates of an epoch's loss and accuracy
NEVER = -1.0  # what the best epoch came to where none has ended


class TrainingPosition(Position):
    """Where a run stands: so many whole epochs, and steps of the next."""

    epoch: Count
    best: FiniteFloat
    sums: dict[str, float]  # EpochSums' of the unfinished epoch


class Trainer:
    """One run in one folder: config.json, metrics.jsonl, last.safetensors, best.safetensors.

    If several processes train together, each has its own Trainer; only the first one writes and validates.
    """

    def __init__(
        self,
        folder: Path,
        config: TrainingConfig,
        train: Dataset,
        *,
        resume: bool = False,
        processes: Processes | None = None,
        made: tuple[Material, Validation] | None = None,
        others: Found = NOTHING,
    ) -> None:
        """`made` is what `make_material` gives, where several runs share it; `others` what the run learns from besides."""
        self.folder = folder
        self.config = config
        self.processes = processes or Processes()
        self.stop_requested = False
        device = self.processes.device
        # First: if one is missing or damaged, say so before the pictures are made.
        saved = self.processes.from_first(self.load_last) if resume else None
        if resume:
            require_same(folder, others)
        # A run that goes on has all it needs, whatever has become of the weights that it began with.
        start = starting_weights(Path(config.start)) if config.start and not resume else None
        teacher = load_teacher(Path(config.teacher)).to(device) if config.teacher else None
        self.material, self.validation = made or make_material(train, config, others)
        self.bf16 = bf16_pays(device) if config.bf16 is None else config.bf16

        torch.manual_seed(config.seed)
        self.average = make_network(config)
        if start is not None:
            start_from(start, self.average, Path(str(config.start)))
        self.average.to(device)
        self.model = copy.deepcopy(self.average)
        self.model.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
        # Weights and what batch normalisation has measured.
        self.averaged, self.current = (
            [value for value in network.state_dict().values() if value.is_floating_point()]
            for network in (self.average, self.model)
        )
        self.optimizers = make_optimizers(self.model, config)
        self.batches = Batches(self.material, config, self.processes, teacher, self.bf16)
        self.steps = self.batches.steps
        self.total_steps = self.steps * config.epochs
        self.epoch, self.step = 0, 0
        self.counts = torch.zeros(4, dtype=torch.float64, device=device)  # this process's EpochSums
        self.shown, self.look_again = EpochSums(), 0.0
        self.best = NEVER
        if self.processes.first:
            folder.mkdir(parents=True, exist_ok=True)
        if saved is not None:
            self.restore(*saved)
        elif self.processes.first:
            # Left by another run, which must not continue with these settings.
            for left in (self.last_path, self.best_path):
                left.unlink(missing_ok=True)
            config.save(folder / "config.json")
            write_found(folder, others)
            keep_stages(folder, config.start, config.teacher)
            self.log_path.write_text("", encoding="utf-8")
        self.forward = self.processes.together(training_module(self.model))

    @property
    def log_path(self) -> Path:
        return self.folder / "metrics.jsonl"

    @property
    def last_path(self) -> Path:
        return self.folder / LAST_NAME

    @property
    def best_path(self) -> Path:
        return self.folder / BEST_NAME

    # -- a run ---------------------------------------------------------------------------------------------------

    def run(self, report: Callable[[Progress], None] = lambda progress: None) -> None:
        """Train to the end, or until `stop_requested` is set on any process; either way `last` is saved."""
        started, done_before = time.monotonic(), self.epoch * self.steps + self.step
        while self.epoch < self.config.epochs:
            for batch in self.batches.epoch(self.epoch, self.step):
                if any(self.processes.add_up([float(self.stop_requested)])):
                    self.save(self.last_path, self.sums())
                    return
                self.train_step(batch)
                self.step += 1
                report(self.progress(started, done_before))
            metrics = self.finish_epoch()
            report(self.progress(started, done_before, metrics))

    def train_step(self, batch: Batch) -> None:
        """Forward, loss, backward, update."""
        rate = learning_rate(self.config, self.share_done())
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
        with torch.autocast(self.processes.device.type, dtype=torch.bfloat16, enabled=self.bf16):
            dropped = () if batch.kept is None else (batch.kept,)
            logits = self.forward(batch.x, *dropped)  # (B, 10)
        loss = batch_loss(logits.float(), batch, self.config)
        self.model.zero_grad(set_to_none=True)
        loss.backward()  # where there are several processes, averages their gradients too
        for optimizer in self.optimizers:
            optimizer.step()
        done = self.epoch * self.steps + self.step + 1
        update_average(self.averaged, self.current, self.config.ema_decay, done)
        self.count(batch, logits, loss)

    @torch.no_grad()
    def count(self, batch: Batch, logits: torch.Tensor, loss: torch.Tensor) -> None:
        """Adds this step to the epoch's counts on the device, without synchronising."""
        digit = batch.labels != NOT_A_DIGIT
        correct = (logits.argmax(1) == batch.labels).sum()
        seen = len(batch.labels)
        for index, amount in enumerate((loss.double() * seen, correct, digit.sum(), seen)):
            self.counts[index] += amount

    def sums(self) -> EpochSums:
        """The epoch's counts of all processes together; all of them have to call this."""
        return EpochSums.of(self.processes.add_up(self.counts.tolist()))

    def share_done(self) -> float:
        """Of the whole run, counting the step that is being made."""
        return (self.epoch * self.steps + self.step + 1) / self.total_steps

    def finish_epoch(self) -> dict[str, Any] | None:
        """Validate, log, save; the log's line, on the first process."""
        sums = self.sums()
        self.epoch, self.step = self.epoch + 1, 0
        self.counts.zero_()
        if not self.processes.first:
            return None
        judged, score = judge(self.average, self.validation)
        metrics = {"epoch": self.epoch, "loss": sums.mean_loss, "accuracy": sums.accuracy, **judged}
        better = score > self.best
        self.best = max(self.best, score)
        add_line(self.log_path, metrics)
        # `best` first, `last` after it: killed in between, the epoch is repeated, and so is its best.
        if better:
            self.save(self.best_path)
        self.save(self.last_path)
        return metrics

    def progress(self, started: float, done_before: int, metrics: dict[str, Any] | None = None) -> Progress:
        done = self.epoch * self.steps + self.step
        if time.monotonic() >= self.look_again:  # reading them waits for a graphics card
            self.shown, self.look_again = EpochSums.of(self.counts.tolist()), time.monotonic() + REFRESH
        seconds = max(time.monotonic() - started, 1e-9)
        rate = (done - done_before) / seconds  # steps a second, of this process
        return Progress(
            epoch=min(self.epoch + 1, self.config.epochs),
            step=self.step,
            steps=self.steps,
            total_step=done,
            total_steps=self.total_steps,
            loss=self.shown.mean_loss,
            accuracy=self.shown.accuracy,
            images_per_second=rate * self.config.batch_size,
            seconds_left=(self.total_steps - done) / max(rate, 1e-9),
            metrics=metrics,
        )

    # -- checkpoints ---------------------------------------------------------------------------------------------

    def save(self, path: Path, sums: EpochSums | None = None) -> None:
        """Write a checkpoint, on the first process; all hold the same. `sums` where an epoch is unfinished."""
        if self.processes.first:
            state = {
                "epoch": self.epoch,
                "step": self.step,
                "best": self.best,
                "sums": vars(sums or EpochSums()),
                "config": self.config.model_dump(),
            }
            save_checkpoint(path, gather(self.model, self.average, self.optimizers), state)

    def load_last(self) -> tuple[dict[str, Tensor], TrainingPosition]:
        """What `last` holds. Raises CheckpointError where it, or `best`, can't be gone on with."""
        tensors, state = load_checkpoint(self.last_path)
        position = read_position(TrainingPosition, state, self.last_path)
        require_config(self.config, position, TrainingConfig.of, self.last_path)
        if position.best > NEVER:  # perhaps no later epoch is better
            load_checkpoint(self.best_path)
        return tensors, position

    def restore(self, tensors: dict[str, Tensor], position: TrainingPosition) -> None:
        """Go on from there: weights, averages, optimiser moments, position."""
        try:
            put_back(tensors, self.model, self.average, self.optimizers)
            sums = EpochSums(**position.sums)  # pyright: ignore[reportArgumentType]
        except (RuntimeError, KeyError, TypeError, ValueError) as error:
            raise CheckpointError(
                f"{self.last_path} does not fit this network ({one_line(error)}); start a new run."
            ) from error
        self.epoch, self.step, self.best = position.epoch, position.step, position.best
        if self.epoch * self.steps + self.step > self.total_steps or self.step >= self.steps:
            raise CheckpointError(
                f"{self.last_path} says epoch={self.epoch}, step={self.step} of {self.config.epochs} epochs with "
                f"{self.steps} steps each; {way_out(self.last_path)}."
            )
        if not self.processes.first:
            return  # what all have counted is the first one's from here on
        self.counts += torch.tensor(list(vars(sums).values()), dtype=torch.float64, device=self.counts.device)
        forget_after(self.log_path, "epoch", self.epoch)
