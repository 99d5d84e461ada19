"""What each step learns from: chosen by chance, varied, given to the teacher, one step ahead of the training.

Everything random follows from (seed, epoch, step, portion) and nothing else, so a resumed run needs no random state, and
several processes that share a batch get the pictures that one alone would.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import torch
from torch import Tensor

from esmiuca.errors import InputError
from esmiuca.training.augmentation import to_input, vary
from esmiuca.training.config import TrainingConfig
from esmiuca.training.forward import Kept, draw_kept
from esmiuca.training.material import Material
from esmiuca.training.processes import Processes
from esmiuca.training.teacher import Teacher, answer

PORTION = 64  # pictures that are varied at a time, by a random source of their own
ORDER = 0  # purposes of random sources; those of portions are odd, those of steps' dropout even


@dataclass(frozen=True)
class Batch:
    """What one step learns from: this process's share of it."""

    x: Tensor  # (B, 1, 28, 28)
    labels: Tensor  # (B,), NOT_A_DIGIT where there is none
    taught: Tensor | None = None  # (B, 10), the teacher's logits
    kept: Kept | None = None  # what dropout leaves


class Batches:
    """A run's batches, epoch by epoch."""

    def __init__(
        self,
        material: Material,
        config: TrainingConfig,
        processes: Processes,
        teacher: Teacher | None,
        bf16: bool,
    ) -> None:
        self.material = material
        self.config = config
        self.processes = processes
        self.teacher = teacher
        self.bf16 = bf16
        if processes.count > 1 and config.batch_size % (PORTION * processes.count):
            raise InputError(
                f"batch_size={config.batch_size} can't be shared among {processes.count} processes; "
                f"give a multiple of {PORTION * processes.count}."
            )
        self.steps = len(material.images) // config.batch_size

    def epoch(self, epoch: int, step: int) -> Iterator[Batch]:
        """The batches of an epoch from `step` on; the next one is made by another core while one is learnt from."""
        order = torch.randperm(len(self.material.images), generator=self.generator(epoch, ORDER))
        with ThreadPoolExecutor(max_workers=1, initializer=torch.set_num_threads, initargs=(1,)) as ahead:
            coming = ahead.submit(self.batch, order, epoch, step)
            while step < self.steps:
                batch = coming.result()
                step += 1
                if step < self.steps:
                    coming = ahead.submit(self.batch, order, epoch, step)
                yield batch

    def batch(self, order: Tensor, epoch: int, step: int) -> Batch:
        """One step's pictures, their labels, and what the teacher says of them."""
        size, device = self.config.batch_size, self.processes.device
        share = self.processes.share(size)
        chosen = order[step * size : (step + 1) * size][share]
        portions = -(-size // PORTION)  # in a batch, rounded up
        first = step * portions + share.start // PORTION
        x = torch.cat(
            [self.pictures(part, epoch, first + index) for index, part in enumerate(chosen.split(PORTION))]
        ).to(device)  # (B, 1, 28, 28)
        kept = None
        if self.config.dropout and self.config.network == "cnn":
            maps, values = draw_kept(size, self.config.dropout, self.generator(epoch, 2 + 2 * step))
            kept = maps[share].to(device), values[share].to(device)
        taught = answer(self.teacher, x, self.bf16) if self.teacher else None  # (B, 10)
        return Batch(x, self.material.labels[chosen].to(device), taught, kept)

    def pictures(self, chosen: Tensor, epoch: int, portion: int) -> Tensor:
        """The chosen pictures (P, 1, 28, 28), varied as it falls to this portion of the epoch."""
        images = self.material.images[chosen]
        if self.material.fields is None:
            return to_input(images)
        generator = self.generator(epoch, 1 + 2 * portion)
        return vary(images, self.material.fields[chosen], self.config.augmentation, generator)

    def generator(self, epoch: int, purpose: int) -> torch.Generator:
        """The random source of one purpose in an epoch."""
        if self.config.start:  # other variations than those that the weights it starts with have seen
            epoch += 200 + zlib.crc32(self.config.start.encode()) % 600
        return torch.Generator().manual_seed((self.config.seed * 1_000 + epoch) * 100_000 + purpose)
