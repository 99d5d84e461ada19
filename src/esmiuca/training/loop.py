"""The training loop: forward, loss, backward, update, on tensors in memory.

Everything random follows from (seed, epoch, step) and nothing else, so a resumed run needs no random state and
gives the same weights as one that was never interrupted.
"""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from esmiuca.data import Dataset, split_validation
from esmiuca.errors import CheckpointError
from esmiuca.models import CNN
from esmiuca.training.augmentation import augment, to_input
from esmiuca.training.checkpoint import load_checkpoint, save_checkpoint
from esmiuca.training.config import TrainingConfig
from esmiuca.training.strokes import draw_digits

EVALUATION_BATCH = 1000
DRAWN_SEED = 1_000_003  # of the pictures that validation looks at: other ones than training's


@dataclass(frozen=True)
class Progress:
    """Where a run stands, reported after every step; accuracies are shares from 0 to 1."""

    epoch: int
    step: int  # in this epoch, from 1
    steps: int  # in an epoch
    total_step: int
    total_steps: int
    loss: float  # mean of this epoch so far
    accuracy: float
    images_per_second: float
    seconds_left: float
    metrics: dict[str, Any] | None = None  # at the end of an epoch


@dataclass
class EpochSums:
    """What an epoch has added up so far; part of a checkpoint, so that a resumed epoch logs the same means."""

    loss: float = 0.0
    correct: int = 0
    seen: int = 0


class Trainer:
    """One run in one folder: config.json, metrics.jsonl, last.safetensors, best.safetensors."""

    def __init__(self, folder: Path, config: TrainingConfig, train: Dataset, *, resume: bool = False) -> None:
        self.folder = folder
        self.config = config
        self.stop_requested = False
        kept, held_out = split_validation(train, min(config.validation_size, len(train) // 2), config.seed)
        if config.limit is not None:
            kept = kept[: config.limit]
        self.images = torch.from_numpy(kept.images.copy())  # (N, 28, 28)
        self.labels = torch.from_numpy(kept.labels.astype("int64"))  # (N,)
        self.validation_images = torch.from_numpy(held_out.images.copy())
        self.validation_labels = torch.from_numpy(held_out.labels.astype("int64"))
        self.add_drawn_digits()

        torch.manual_seed(config.seed)
        self.model = CNN()
        self.average = copy.deepcopy(self.model)
        self.steps = len(self.images) // config.batch_size
        self.total_steps = self.steps * config.epochs
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )
        self.epoch, self.step = 0, 0
        self.sums = EpochSums()
        self.best: float = -1.0
        self.bf16 = bf16_pays() if config.bf16 is None else config.bf16
        folder.mkdir(parents=True, exist_ok=True)
        if resume:
            self.restore()
        else:
            config.save(folder / "config.json")
            self.log_path.write_text("", encoding="utf-8")

    @property
    def log_path(self) -> Path:
        return self.folder / "metrics.jsonl"

    @property
    def last_path(self) -> Path:
        return self.folder / "last.safetensors"

    def add_drawn_digits(self) -> None:
        """Digits drawn by program join training, and a varied copy joins what validation looks at."""
        config = self.config
        share = config.augmentation.synthetic if config.augment else 0.0
        count = round(len(self.images) * share)
        if count:
            images, labels = draw_digits(count, config.seed)
            self.images = torch.cat([self.images, torch.from_numpy(images)])
            self.labels = torch.cat([self.labels, torch.from_numpy(labels.astype("int64"))])
        varied = replace(config.augmentation, scale=0.0, shift=0.0)
        generator = torch.Generator().manual_seed(DRAWN_SEED)
        self.varied_validation = torch.cat(
            [augment(part, varied, generator) for part in self.validation_images.split(EVALUATION_BATCH)]
        )

    # -- a run ---------------------------------------------------------------------------------------------------

    def run(self, report: Callable[[Progress], None] = lambda progress: None) -> None:
        """Train to the end, or until `stop_requested` is set; either way `last` is saved."""
        started, done_before = time.monotonic(), self.epoch * self.steps + self.step
        while self.epoch < self.config.epochs:
            order = torch.randperm(len(self.images), generator=self.generator(0))
            while self.step < self.steps:
                if self.stop_requested:
                    self.save(self.last_path)
                    return
                batch = order[self.step * self.config.batch_size : (self.step + 1) * self.config.batch_size]
                self.train_step(batch)
                self.step += 1
                report(self.progress(started, done_before))
            metrics = self.finish_epoch()
            report(self.progress(started, done_before, metrics))

    def train_step(self, batch: Tensor) -> None:
        """Forward, loss, backward, update, on one batch of indices."""
        config, labels = self.config, self.labels[batch]  # (B,)
        images = self.images[batch]  # (B, 28, 28)
        if config.augment:
            x = augment(images, config.augmentation, self.generator(1 + self.step))  # (B, 1, 28, 28)
        else:
            x = to_input(images)
        for group in self.optimizer.param_groups:
            group["lr"] = self.learning_rate()
        self.model.train()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bf16):
            logits = self.model(x)  # (B, 10)
        loss = F.cross_entropy(logits.float(), labels)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        self.update_average()
        self.sums.loss += loss.item() * len(batch)
        self.sums.correct += int((logits.argmax(1) == labels).sum())
        self.sums.seen += len(batch)

    def generator(self, purpose: int) -> torch.Generator:
        """The random source of one purpose (0: the order, 1 + step: the augmentation) in this epoch."""
        return torch.Generator().manual_seed((self.config.seed * 1_000 + self.epoch) * 100_000 + purpose)

    def learning_rate(self) -> float:
        """One cycle: a linear rise over the first tenth, then half a cosine to zero."""
        share = (self.epoch * self.steps + self.step + 1) / self.total_steps
        rise = 0.1
        if share < rise:
            return self.config.learning_rate * share / rise
        return self.config.learning_rate * 0.5 * (1 + math.cos(math.pi * (share - rise) / (1 - rise)))

    @torch.no_grad()
    def update_average(self) -> None:
        """Exponential moving average of the weights; it warms up, so that early weights don't linger."""
        done = self.epoch * self.steps + self.step + 1
        decay = min(self.config.ema_decay, done / (done + 10))
        for averaged, current in zip(self.average.parameters(), self.model.parameters(), strict=True):
            averaged.lerp_(current, 1 - decay)

    def finish_epoch(self) -> dict[str, Any]:
        """Validate, log, save; `best` is the mean of clean and varied validation accuracy."""
        clean = accuracy(self.average, to_input(self.validation_images), self.validation_labels)
        varied = accuracy(self.average, self.varied_validation, self.validation_labels)
        metrics = {
            "epoch": self.epoch + 1,
            "loss": self.sums.loss / self.sums.seen,
            "accuracy": self.sums.correct / self.sums.seen,
            "validation_accuracy": clean,
            "varied_validation_accuracy": varied,
        }
        better = (clean + varied) / 2 > self.best
        self.best = max(self.best, (clean + varied) / 2)
        self.epoch, self.step, self.sums = self.epoch + 1, 0, EpochSums()
        with self.log_path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(metrics) + "\n")
        self.save(self.last_path)
        if better:
            self.save(self.folder / "best.safetensors")
        return metrics

    def progress(self, started: float, done_before: int, metrics: dict[str, Any] | None = None) -> Progress:
        done = self.epoch * self.steps + self.step
        seconds = max(time.monotonic() - started, 1e-9)
        rate = (done - done_before) / seconds  # steps a second, of this process
        seen = max(self.sums.seen, 1)
        return Progress(
            epoch=min(self.epoch + 1, self.config.epochs),
            step=self.step,
            steps=self.steps,
            total_step=done,
            total_steps=self.total_steps,
            loss=self.sums.loss / seen,
            accuracy=self.sums.correct / seen,
            images_per_second=rate * self.config.batch_size,
            seconds_left=(self.total_steps - done) / max(rate, 1e-9),
            metrics=metrics,
        )

    # -- checkpoints ---------------------------------------------------------------------------------------------

    def save(self, path: Path) -> None:
        tensors = {f"model.{name}": value for name, value in self.model.state_dict().items()}
        tensors |= {f"average.{name}": value for name, value in self.average.state_dict().items()}
        names = [name for name, _ in self.model.named_parameters()]
        for index, moments in self.optimizer.state_dict()["state"].items():
            tensors |= {f"optimizer.{names[index]}.{key}": value for key, value in moments.items()}
        state = {"epoch": self.epoch, "step": self.step, "best": self.best, "sums": vars(self.sums)}
        save_checkpoint(path, tensors, state)

    def restore(self) -> None:
        """Go on from `last`: weights, averages, optimiser moments, position."""
        tensors, state = load_checkpoint(self.last_path)
        try:
            self.model.load_state_dict(part(tensors, "model."))
            self.average.load_state_dict(part(tensors, "average."))
            moments: dict[int, dict[str, Tensor]] = {}
            for index, (name, _) in enumerate(self.model.named_parameters()):
                found = part(tensors, f"optimizer.{name}.")
                if found:
                    moments[index] = found
            groups = self.optimizer.state_dict()["param_groups"]
            self.optimizer.load_state_dict({"state": moments, "param_groups": groups})
            self.epoch, self.step, self.best = state["epoch"], state["step"], state["best"]
            self.sums = EpochSums(**state["sums"])
        except (RuntimeError, KeyError, TypeError) as error:
            raise CheckpointError(
                f"{self.last_path} does not fit this network ({error}); start a new run."
            ) from error
        lines = self.log_path.read_text(encoding="utf-8").splitlines() if self.log_path.exists() else []
        # A line of an epoch that the checkpoint does not hold (killed between log and save) would come twice.
        kept = [line for line in lines if json.loads(line)["epoch"] <= self.epoch]
        self.log_path.write_text("".join(line + "\n" for line in kept), encoding="utf-8")


def part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def bf16_pays() -> bool:
    """Whether this processor multiplies bfloat16 in hardware; emulated, it would be slower than float32."""
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


@torch.no_grad()
def accuracy(model: CNN, x: Tensor, labels: Tensor) -> float:
    """Share of pictures (N, 1, 28, 28) that the model reads right, in float32."""
    model.eval()
    right = 0
    for images, expected in zip(x.split(EVALUATION_BATCH), labels.split(EVALUATION_BATCH), strict=True):
        right += int((model(images).argmax(1) == expected).sum())
    return right / len(labels)
