"""What a run learns from and what it chooses by: MNIST's training images, drawn digits, and what is not a digit."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from jaxtyping import Float, Int64, UInt8
from torch import Tensor

from esmiuca.data import Dataset, split_validation
from esmiuca.training.augmentation import augment, to_input
from esmiuca.training.config import TrainingConfig
from esmiuca.training.fields import make_fields
from esmiuca.training.nondigits import draw_nondigits
from esmiuca.training.strokes import draw_digits

NOT_A_DIGIT = -1  # the label of what is none
HELD_OUT_SEED = 1_000_003  # of the pictures that validation looks at: other ones than training's
PART = 1000  # pictures varied at a time
MOST_DRAWN = 1800  # held-out drawings, and as many pictures that are not digits


@dataclass(frozen=True)
class Material:
    """Training pictures with their labels, NOT_A_DIGIT among them; their fields where they are varied."""

    images: UInt8[Tensor, "N 28 28"]
    labels: Int64[Tensor, " N"]
    fields: UInt8[Tensor, "N 3 56 56"] | None


@dataclass(frozen=True)
class Validation:
    """Held-out pictures by kind, as network input with labels."""

    sets: dict[str, tuple[Float[Tensor, "N 1 28 28"], Int64[Tensor, " N"]]]
    nondigits: Float[Tensor, "N 1 28 28"]


def make_material(train: Dataset, config: TrainingConfig) -> tuple[Material, Validation]:
    """Both from MNIST's training images, by the run's seed alone."""
    kept, held_out = split_validation(train, min(config.validation_size, len(train) // 2), config.seed)
    if config.limit is not None:
        kept = kept[: config.limit]
    images, labels = [kept.images], [kept.labels.astype(np.int64)]
    drawn = round(len(kept) * config.augmentation.synthetic) if config.augment else 0
    if drawn:
        pictures, digits = draw_digits(drawn, config.seed)
        images.append(pictures)
        labels.append(digits.astype(np.int64))
    others = round(len(kept) * config.augmentation.nondigits) if config.augment else 0
    if others:
        pictures = np.concatenate(
            list(draw_nondigits(others, kept.images, kept.labels, config.seed).values())
        )
        images.append(pictures)
        labels.append(np.full(len(pictures), NOT_A_DIGIT))
    together = np.concatenate(images)
    material = Material(
        torch.from_numpy(together),
        torch.from_numpy(np.concatenate(labels)),
        make_fields(together) if config.augment else None,
    )
    return material, make_validation(held_out, config)


def make_validation(held_out: Dataset, config: TrainingConfig) -> Validation:
    """The held-out images as they are, varied and spoilt, digits in styles never trained on, and what is no digit."""
    labels = torch.from_numpy(held_out.labels.astype(np.int64))
    images = torch.from_numpy(held_out.images.copy())
    varied = replace(config.augmentation, plain=0.0, free=0.0, damage=0.0, hollow=0.0)
    spoilt = replace(varied, free=0.3, damage=1.0)
    drawn, digits = draw_digits(min(MOST_DRAWN, len(held_out)), HELD_OUT_SEED, held_out=True)
    others = draw_nondigits(
        min(MOST_DRAWN, len(held_out)), held_out.images, held_out.labels, HELD_OUT_SEED, held_out=True
    )

    def vary(pictures: Tensor, how: object, seed: int) -> Tensor:
        generator = torch.Generator().manual_seed(seed)
        return torch.cat([augment(part, how, generator) for part in pictures.split(PART)])  # pyright: ignore[reportArgumentType]

    half = len(images) // 2
    sets = {
        "clean": (to_input(images), labels),
        "varied": (vary(images, varied, HELD_OUT_SEED), labels),
        "spoilt": (vary(images[:half], spoilt, HELD_OUT_SEED + 1), labels[:half]),
        "drawn": (
            vary(torch.from_numpy(drawn), varied, HELD_OUT_SEED + 2),
            torch.from_numpy(digits.astype(np.int64)),
        ),
    }
    nondigits = torch.from_numpy(np.concatenate(list(others.values())))
    return Validation(sets, vary(nondigits, varied, HELD_OUT_SEED + 3))
