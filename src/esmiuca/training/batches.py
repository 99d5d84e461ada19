"""What each step learns from: drawn at random, varied, shown to the teacher, one step ahead of training.

Everything random follows from (seed, epoch, step, portion) and nothing else, so a resumed run needs no random state. On
processors, processes that share a batch get the same pictures as one process alone. A graphics card varies the pictures of
several steps at once with its own random numbers, so more cards see other variations.

A long run may limit itself to `variations` of each picture: then the batches are kept with the teacher's answers and come
again, so that most epochs need no teacher and no varying.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from esmiuca.errors import InputError
from esmiuca.pictures.augmentation import to_input, vary
from esmiuca.pictures.garments import vary_garments
from esmiuca.settings.training import PORTION, TrainingConfig
from esmiuca.training.forward import Kept, draw_kept
from esmiuca.training.material import Material
from esmiuca.training.processes import Processes
from esmiuca.training.teacher import answer

BLOCK = 16384  # pictures that a graphics card varies at a time: with fewer it would mostly wait
ORDER = 0  # purposes of random sources; those of portions are odd, those of steps' dropout even


class Mixed(NamedTuple):
    """For mixed pictures: their partners' labels, and the share (0.5 to 1) that stayed their own."""

    labels: Tensor  # (B,)
    own: Tensor  # (B,)


@dataclass(frozen=True)
class Batch:
    """What one step learns from: this process's share of it."""

    x: Tensor  # (B, 1, 28, 28)
    labels: Tensor  # (B,), NOT_A_DIGIT where there is none
    taught: Tensor | None = None  # (B, 10), the teacher's logits
    kept: Kept | None = None  # what dropout leaves
    mixed: Mixed | None = None  # where pairs of pictures are mixed

    def used_here(self) -> None:
        """Keeps the card's memory of these tensors until the stream that now uses them is done."""
        for tensor in (self.x, self.labels, self.taught, *(self.kept or ()), *(self.mixed or ())):
            if tensor is not None and tensor.is_cuda:
                tensor.record_stream(torch.cuda.current_stream(tensor.device))


class Batches:
    """A run's batches, epoch by epoch."""

    def __init__(
        self,
        material: Material,
        config: TrainingConfig,
        processes: Processes,
        teacher: nn.Module | None,
        bf16: bool,
    ) -> None:
        self.material = material.to(processes.device)
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
        self.made: dict[tuple[int, int], list[Batch]] = {}  # blocks that come again, by epoch and index
        # A stream of its own, to make batches while others are trained on.
        self.lane = torch.cuda.Stream(processes.device) if processes.device.type == "cuda" else None
        self.ahead = max(1, BLOCK // config.batch_size) if self.lane else 1

    def epoch(self, epoch: int, step: int) -> Iterator[Batch]:
        """The batches of an epoch from `step` on; the next are made by another core while these are learnt from."""
        shown = epoch % (self.config.variations or epoch + 1)  # the epoch whose pictures these are
        first = torch.Generator().manual_seed(self.seed(shown, ORDER))  # the same order on any device
        order = torch.randperm(len(self.material.images), generator=first).to(self.processes.device)
        # A teacher takes longer than the training step, so it gets all cores.
        threads = torch.get_num_threads() if self.teacher else 1
        with ThreadPoolExecutor(
            max_workers=1, initializer=torch.set_num_threads, initargs=(threads,)
        ) as ahead:
            coming = ahead.submit(self.block, order, shown, step // self.ahead)
            while step < self.steps:
                batches = coming.result()[step % self.ahead :]
                following = step + len(batches)
                if following < self.steps:
                    coming = ahead.submit(self.block, order, shown, following // self.ahead)
                for batch in batches:
                    batch.used_here()
                    step += 1
                    yield batch

    def block(self, order: Tensor, epoch: int, index: int) -> list[Batch]:
        """The batches of the steps that are made together, kept where they come again."""
        if not self.config.variations:
            return self.make_block(order, epoch, index)
        if (epoch, index) not in self.made:
            self.made[epoch, index] = self.make_block(order, epoch, index)
        return self.made[epoch, index]

    def make_block(self, order: Tensor, epoch: int, index: int) -> list[Batch]:
        """Their pictures, labels, what the teacher says of them, and what dropout leaves."""
        with torch.cuda.stream(self.lane):  # of a processor: None, which changes nothing
            size = self.config.batch_size
            share = self.processes.share(size)
            steps = range(index * self.ahead, min((index + 1) * self.ahead, self.steps))
            chosen = torch.cat([order[step * size : (step + 1) * size][share] for step in steps])
            if self.lane is None:
                portion, first = PORTION, index * -(-size // PORTION) + share.start // PORTION
            else:
                portion, first = len(chosen), index * self.processes.count + self.processes.rank
            made = [
                self.pictures(part, epoch, first + number)
                for number, part in enumerate(chosen.split(portion))
            ]
            x = torch.cat([pictures for pictures, _ in made])  # (steps · B, 1, 28, 28)
            labels = self.material.labels[chosen]
            taught = answer(self.teacher, x, self.bf16) if self.teacher else None  # (steps · B, 10)
            if self.bf16:
                x = x.bfloat16()  # the network rounds it to this anyway: half the memory
            each = size // self.processes.count
            answers = taught.split(each) if taught is not None else [None] * len(steps)
            mixed = mixed_by_step([partners for _, partners in made if partners], each) or [None] * len(steps)
            batches = [
                Batch(pictures, names, answered, self.kept(epoch, step, share), partners)
                for step, pictures, names, answered, partners in zip(
                    steps, x.split(each), labels.split(each), answers, mixed, strict=True
                )
            ]
            if self.lane is not None:
                self.lane.synchronize()  # wait here, so that the consumer need not
        return batches

    def kept(self, epoch: int, step: int, share: slice) -> Kept | None:
        """What dropout leaves of this process's share in a step."""
        if not self.config.dropout:
            return None
        generator = self.generator(epoch, 2 + 2 * step)
        maps, values = draw_kept(self.config.batch_size, self.config.dropout, generator)
        return maps[share], values[share]

    def pictures(self, chosen: Tensor, epoch: int, portion: int) -> tuple[Tensor, Mixed | None]:
        """The chosen pictures (P, 1, 28, 28), varied and mixed as it falls to this portion of the epoch."""
        x = self.varied(chosen, epoch, portion)
        if not self.config.mixup:
            return x, None
        # By NumPy: PyTorch's Beta takes no generator.
        chance = np.random.default_rng(self.seed(epoch, 1 + 2 * portion))
        shares = chance.beta(self.config.mixup, self.config.mixup, len(chosen)).astype(np.float32)
        # Mixing i with j is mixing j with i: the larger share stays the picture's own.
        own = torch.from_numpy(np.maximum(shares, 1 - shares)).to(x.device)
        x = torch.lerp(x.flip(0), x, own[:, None, None, None])
        return x, Mixed(self.material.labels[chosen.flip(0)], own)

    def varied(self, chosen: Tensor, epoch: int, portion: int) -> Tensor:
        """The chosen pictures (P, 1, 28, 28), varied."""
        images = self.material.images[chosen]
        if not self.config.augment:
            return to_input(images)
        generator = self.generator(epoch, 1 + 2 * portion)
        if self.material.fields is None:
            return vary_garments(images, generator)
        return vary(images, self.material.fields[chosen], self.config.augmentation, generator)

    def generator(self, epoch: int, purpose: int) -> torch.Generator:
        """The random source of one purpose in an epoch, on the device."""
        return torch.Generator(self.processes.device).manual_seed(self.seed(epoch, purpose))

    def seed(self, epoch: int, purpose: int) -> int:
        if self.config.start:  # not the variations that the starting weights have seen
            epoch += 200 + zlib.crc32(self.config.start.encode()) % 600
        return (self.config.seed * 1_000 + epoch) * 100_000 + purpose


def mixed_by_step(portions: list[Mixed], each: int) -> list[Mixed]:
    """What was mixed portion by portion, step by step; empty where nothing was."""
    if not portions:
        return []
    labels, own = (torch.cat(values).split(each) for values in zip(*portions, strict=True))
    return [Mixed(*step) for step in zip(labels, own, strict=True)]
