"""The training loop: forward, loss, backward, update, on tensors in memory.

Everything random follows from (seed, epoch, step) and nothing else, so a resumed run needs no random state and
gives the same weights as one that was never interrupted.
"""

from __future__ import annotations

import copy
import json
import math
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from esmiuca.data import Dataset
from esmiuca.errors import CheckpointError
from esmiuca.evaluation import area_under_roc
from esmiuca.models import CNN
from esmiuca.training.augmentation import to_input, vary
from esmiuca.training.checkpoint import load_checkpoint, save_checkpoint
from esmiuca.training.config import TrainingConfig
from esmiuca.training.forward import training_forward
from esmiuca.training.material import NOT_A_DIGIT, make_material
from esmiuca.training.muon import Muon
from esmiuca.training.teacher import Teacher, answer, load_teacher

EVALUATION_BATCH = 500
SOFTNESS = 2.0  # temperature of what a teacher teaches
# What the best epoch is the best at: digits as MNIST has them count most, real drawings are like the other three.
CRITERION = {"clean": 0.4, "varied": 0.2, "spoilt": 0.2, "drawn": 0.2}


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
    digits: int = 0
    seen: int = 0


@dataclass(frozen=True)
class Batch:
    """What one step learns from."""

    x: Tensor  # (B, 1, 28, 28)
    labels: Tensor  # (B,), NOT_A_DIGIT where there is none
    taught: Tensor | None  # (B, 10), the teacher's logits


class Trainer:
    """One run in one folder: config.json, metrics.jsonl, last.safetensors, best.safetensors."""

    def __init__(self, folder: Path, config: TrainingConfig, train: Dataset, *, resume: bool = False) -> None:
        self.folder = folder
        self.config = config
        self.stop_requested = False
        self.material, self.validation = make_material(train, config)

        torch.manual_seed(config.seed)
        self.average: CNN | Teacher = CNN() if config.network == "cnn" else Teacher()
        self.teacher = load_teacher(Path(config.teacher)) if config.teacher else None
        if config.start:
            self.average.load_state_dict(part(load_checkpoint(Path(config.start))[0], "average."))
        self.model = copy.deepcopy(self.average)
        self.model.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
        self.steps = len(self.material.images) // config.batch_size
        self.total_steps = self.steps * config.epochs
        self.optimizers = self.make_optimizers()
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

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        """Muon for the matrices between the first layer and the last, AdamW for the others; or AdamW for all."""
        config = self.config
        named = dict(self.model.named_parameters())
        matrices = [name for name, weight in named.items() if weight.dim() > 1][1:-1]
        if config.optimizer == "adamw":
            matrices = []
        others = [weight for name, weight in named.items() if name not in matrices]
        adamw = torch.optim.AdamW(
            others, lr=config.learning_rate, weight_decay=config.weight_decay, fused=True
        )
        if not matrices:
            return [adamw]
        return [adamw, Muon([named[name] for name in matrices], config.learning_rate, config.weight_decay)]

    @property
    def log_path(self) -> Path:
        return self.folder / "metrics.jsonl"

    @property
    def last_path(self) -> Path:
        return self.folder / "last.safetensors"

    # -- a run ---------------------------------------------------------------------------------------------------

    def run(self, report: Callable[[Progress], None] = lambda progress: None) -> None:
        """Train to the end, or until `stop_requested` is set; either way `last` is saved."""
        started, done_before = time.monotonic(), self.epoch * self.steps + self.step
        with ThreadPoolExecutor(max_workers=1, initializer=torch.set_num_threads, initargs=(1,)) as ahead:
            while self.epoch < self.config.epochs:
                order = torch.randperm(len(self.material.images), generator=self.generator(0))
                # The next pictures are varied by one core while the others train on these.
                coming = ahead.submit(self.batch, order, self.epoch, self.step)
                while self.step < self.steps:
                    if self.stop_requested:
                        self.save(self.last_path)
                        return
                    batch = coming.result()
                    if self.step + 1 < self.steps:
                        coming = ahead.submit(self.batch, order, self.epoch, self.step + 1)
                    self.train_step(batch)
                    self.step += 1
                    report(self.progress(started, done_before))
                metrics = self.finish_epoch()
                report(self.progress(started, done_before, metrics))

    def batch(self, order: Tensor, epoch: int, step: int) -> Batch:
        """The pictures of one step, varied, their labels, and what the teacher says of them."""
        chosen = order[step * self.config.batch_size : (step + 1) * self.config.batch_size]
        labels = self.material.labels[chosen]  # (B,)
        if self.material.fields is None:
            x = to_input(self.material.images[chosen])
        else:
            generator = self.generator(1 + 2 * step, epoch)
            images, fields = self.material.images[chosen], self.material.fields[chosen]
            x = vary(images, fields, self.config.augmentation, generator)  # (B, 1, 28, 28)
        taught = answer(self.teacher, x, self.bf16) if self.teacher else None  # (B, 10)
        return Batch(x, labels, taught)

    def train_step(self, batch: Batch) -> None:
        """Forward, loss, backward, update."""
        labels = batch.labels
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.learning_rate()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bf16):
            if isinstance(self.model, CNN):
                dropped = self.generator(2 + 2 * self.step)
                logits = training_forward(self.model, batch.x, self.config.dropout, dropped)  # (B, 10)
            else:
                logits = self.model(batch.x)
        loss = self.loss(logits.float(), batch)
        self.model.zero_grad(set_to_none=True)
        loss.backward()
        for optimizer in self.optimizers:
            optimizer.step()
        self.update_average()
        self.sums.loss += loss.item() * len(labels)
        self.sums.correct += int((logits.argmax(1) == labels).sum())
        self.sums.digits += int((labels != NOT_A_DIGIT).sum())
        self.sums.seen += len(labels)

    def loss(self, logits: Tensor, batch: Batch) -> Tensor:
        """Cross-entropy: with the label where there is one, with even percentages where there is none.

        Where there is a teacher, `distillation` of a digit's is the cross-entropy with the teacher's percentages, both
        softened by a temperature of 2 (times its square, which keeps the gradients' size).
        """
        logs = F.log_softmax(logits, dim=1)  # (B, 10)
        digit = batch.labels != NOT_A_DIGIT
        surprise = F.nll_loss(logs, batch.labels.clamp(min=0), reduction="none")  # (B,)
        loss = torch.where(digit, surprise, -logs.mean(1))
        if batch.taught is not None:
            target = F.softmax(batch.taught / SOFTNESS, dim=1)
            softened = -(target * F.log_softmax(logits / SOFTNESS, dim=1)).sum(1) * SOFTNESS**2
            loss = torch.where(digit, torch.lerp(loss, softened, self.config.distillation), loss)
        return torch.where(digit, loss, loss * self.config.nondigit_weight).mean()

    def generator(self, purpose: int, epoch: int | None = None) -> torch.Generator:
        """The random source of one purpose (0: order, 1 + 2 step: augmentation, 2 + 2 step: dropout) in an epoch."""
        number = self.epoch if epoch is None else epoch
        if self.config.start:  # other variations than those that the weights it starts with have seen
            number += 200 + zlib.crc32(self.config.start.encode()) % 600
        return torch.Generator().manual_seed((self.config.seed * 1_000 + number) * 100_000 + purpose)

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
        # Of a teacher also what batch normalisation has measured.
        for averaged, current in zip(
            self.average.state_dict().values(), self.model.state_dict().values(), strict=True
        ):
            if averaged.is_floating_point():
                averaged.lerp_(current, 1 - decay)
            else:
                averaged.copy_(current)

    def finish_epoch(self) -> dict[str, Any]:
        """Validate, log, save; `best` is the weighted mean of the validation accuracies, see CRITERION."""
        validation = {
            name: accuracy(self.average, x, labels) for name, (x, labels) in self.validation.sets.items()
        }
        metrics = {
            "epoch": self.epoch + 1,
            "loss": self.sums.loss / self.sums.seen,
            "accuracy": self.sums.correct / max(self.sums.digits, 1),
            "validation_accuracy": validation["clean"],
            **{f"{name}_validation_accuracy": share for name, share in validation.items() if name != "clean"},
            "nondigit_auroc": self.nondigit_auroc(),
        }
        score = sum(validation[name] * weight for name, weight in CRITERION.items())
        better = score > self.best
        self.best = max(self.best, score)
        self.epoch, self.step, self.sums = self.epoch + 1, 0, EpochSums()
        with self.log_path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(metrics) + "\n")
        self.save(self.last_path)
        if better:
            self.save(self.folder / "best.safetensors")
        return metrics

    @torch.no_grad()
    def nondigit_auroc(self) -> float:
        """How well the largest percentage tells held-out digits from what is none."""
        certain = [
            torch.cat([self.average(part).softmax(1).amax(1) for part in x.split(EVALUATION_BATCH)])
            for x in (self.validation.sets["varied"][0][:2000], self.validation.nondigits)
        ]
        return area_under_roc(certain[0].numpy(), certain[1].numpy())

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
            accuracy=self.sums.correct / max(self.sums.digits, 1),
            images_per_second=rate * self.config.batch_size,
            seconds_left=(self.total_steps - done) / max(rate, 1e-9),
            metrics=metrics,
        )

    # -- checkpoints ---------------------------------------------------------------------------------------------

    def save(self, path: Path) -> None:
        tensors = {f"model.{name}": value for name, value in self.model.state_dict().items()}
        tensors |= {f"average.{name}": value for name, value in self.average.state_dict().items()}
        names: dict[Tensor, str] = {weight: name for name, weight in self.model.named_parameters()}
        for optimizer in self.optimizers:
            for weight, moments in optimizer.state.items():
                tensors |= {f"optimizer.{names[weight]}.{key}": value for key, value in moments.items()}
        state = {"epoch": self.epoch, "step": self.step, "best": self.best, "sums": vars(self.sums)}
        save_checkpoint(path, tensors, state)

    def restore(self) -> None:
        """Go on from `last`: weights, averages, optimiser moments, position."""
        tensors, state = load_checkpoint(self.last_path)
        try:
            self.model.load_state_dict(part(tensors, "model."))
            self.average.load_state_dict(part(tensors, "average."))
            names = {weight: name for name, weight in self.model.named_parameters()}
            for optimizer in self.optimizers:
                weights = [weight for group in optimizer.param_groups for weight in group["params"]]
                # In the weights' own memory layout, which the fused optimiser takes for granted.
                moments = {
                    index: {key: laid_out(value) for key, value in found.items()}
                    for index, weight in enumerate(weights)
                    if (found := part(tensors, f"optimizer.{names[weight]}."))
                }
                groups = optimizer.state_dict()["param_groups"]
                optimizer.load_state_dict({"state": moments, "param_groups": groups})
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


def laid_out(tensor: Tensor) -> Tensor:
    """The tensor as the model keeps its weights: kernels channels-last."""
    return tensor.contiguous(memory_format=torch.channels_last) if tensor.dim() == 4 else tensor


def bf16_pays() -> bool:
    """Whether this processor multiplies bfloat16 in hardware; emulated, it would be slower than float32."""
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


@torch.no_grad()
def accuracy(model: CNN | Teacher, x: Tensor, labels: Tensor) -> float:
    """Share of pictures (N, 1, 28, 28) that the model reads right, in float32."""
    model.eval()
    right = 0
    for images, expected in zip(x.split(EVALUATION_BATCH), labels.split(EVALUATION_BATCH), strict=True):
        right += int((model(images).argmax(1) == expected).sum())
    return right / len(labels)
