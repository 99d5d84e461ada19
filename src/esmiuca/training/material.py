"""What a run learns from and what it chooses by: MNIST's training images, drawn digits, and what is not a digit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int64, UInt8
from torch import Tensor

from esmiuca.data import Dataset, split_validation
from esmiuca.data.permutation import shuffle_pixels
from esmiuca.pictures.augmentation import augment, to_input
from esmiuca.pictures.fields import make_fields
from esmiuca.pictures.marks import draw_marked
from esmiuca.pictures.nondigits import draw_nondigits
from esmiuca.pictures.photographs.normalised import draw_photographs
from esmiuca.pictures.printed import draw_printed
from esmiuca.pictures.spread import Cores, parts
from esmiuca.pictures.strokes import draw_digits
from esmiuca.pictures.written import draw_written
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.found import NOTHING, Found, require_found

NOT_A_DIGIT = -1  # the label of a picture that is no digit
HELD_OUT_SEED = 1_000_003  # of validation's pictures, so that they differ from training's
NOISE_SEED = 15_485_863  # of labels that are not the pictures'
PART = 1000  # validation pictures varied at a time
PART_SEED = 7_919  # between the seeds of two parts
MOST_PRINTED = 1000  # held-out printed digits
MOST_DRAWN = 1800  # held-out drawings, and as many pictures that are not digits
PHOTOGRAPHED = 10  # held-out images to a held-out photograph, which takes a twentieth of a second
PHOTOGRAPHS = 300  # photographs that are worth a process


@dataclass(frozen=True)
class Material:
    """Training pictures with their labels, NOT_A_DIGIT among them; their fields where they are varied."""

    images: UInt8[Tensor, "N 28 28"]
    labels: Int64[Tensor, " N"]
    fields: UInt8[Tensor, "N 3 56 56"] | None

    def to(self, device: torch.device) -> Material:
        """The same on a device."""
        fields = None if self.fields is None else self.fields.to(device)
        return Material(self.images.to(device), self.labels.to(device), fields)


@dataclass(frozen=True)
class Validation:
    """Held-out pictures by kind, as network input with labels; and non-digits, unless the run has none."""

    sets: dict[str, tuple[Float[Tensor, "N 1 28 28"], Int64[Tensor, " N"]]]
    nondigits: Float[Tensor, "N 1 28 28"] | None


def make_material(
    train: Dataset, config: TrainingConfig, others: Found = NOTHING
) -> tuple[Material, Validation]:
    """Both from a set's training images and the `others` that were found, by the run's seed alone."""
    kept, held_out = split_validation(train, min(config.validation_size, len(train) // 2), config.seed)
    if config.limit is not None:
        kept = kept[: config.limit]
    kept = with_noise(kept, config)
    if not config.drawn:
        return as_they_are(kept, config), Validation({"clean": inputs(as_they_are(held_out, config))}, None)
    require_found(config.augmentation, others)
    with Cores() as cores:
        made = list(drawn_material(kept, config, cores, others))
        images = np.concatenate([kept.images, *(pictures for pictures, _ in made)])
        labels = np.concatenate([kept.labels.astype(np.int64), *(names for _, names in made)])
        starts = np.cumsum([0, *parts(len(images))])
        fields = torch.cat(cores.spread(make_fields, [(images[a:b],) for a, b in pairwise(starts)]))
    material = Material(torch.from_numpy(images), torch.from_numpy(labels), fields)
    return material, make_validation(held_out, config, others=others)


def with_noise(dataset: Dataset, config: TrainingConfig) -> Dataset:
    """The same pictures with a share of the labels drawn at random (the right one may be drawn)."""
    if not config.label_noise:
        return dataset
    chance = np.random.default_rng(config.seed + NOISE_SEED)
    labels = dataset.labels.copy()
    lies = chance.permutation(len(labels))[: round(config.label_noise * len(labels))]
    labels[lies] = chance.integers(0, 10, len(lies))
    return Dataset(dataset.images, labels)


def as_they_are(dataset: Dataset, config: TrainingConfig) -> Material:
    """A set's own pictures and nothing else, shuffled where the run wants them so."""
    images = shuffle_pixels(dataset.images) if config.permuted else dataset.images.copy()
    return Material(torch.from_numpy(images), torch.from_numpy(dataset.labels.astype(np.int64)), None)


def inputs(material: Material) -> tuple[Float[Tensor, "N 1 28 28"], Int64[Tensor, " N"]]:
    """As the network gets them, with their labels."""
    return to_input(material.images), material.labels


def drawn_material(
    kept: Dataset, config: TrainingConfig, cores: Cores, others: Found
) -> Iterator[tuple[UInt8[np.ndarray, "N 28 28"], Int64[np.ndarray, " N"]]]:
    """Pictures made by program with their labels: digits by hand, MNIST's with a mark, people's, printed, photographed, and none."""
    drawn, marked, written, printed, nondigits = (
        parts(round(len(kept) * share))
        for share in (
            config.augmentation.synthetic,
            config.augmentation.marked,
            config.augmentation.pens,
            config.augmentation.printed,
            config.augmentation.nondigits,
        )
    )
    photographed = parts(round(len(kept) * config.augmentation.photographs), PHOTOGRAPHS)
    seeds = [
        config.seed + PART_SEED * i for i in range(max(map(len, (drawn, written, printed, photographed))))
    ]
    makers: list[tuple[Callable[..., Any], list[Any]]] = [
        (draw_digits, list(zip(drawn, seeds, strict=False))),
        (draw_marked, shared(kept, marked, config.seed)),
    ]
    if others.pens:
        people = [others.pens.trained[i :: len(written)] for i in range(len(written))]
        makers.append((draw_written, list(zip(written, people, seeds, strict=False))))
    if others.fonts:
        faces = [others.fonts.trained] * len(printed)
        makers.append((draw_printed, list(zip(printed, faces, seeds, strict=False))))
    makers.append((draw_photographs, list(zip(photographed, seeds, strict=False))))
    for make, calls in makers:
        for found, digits in cores.spread(make, calls):
            yield found, digits.astype(np.int64)
    for kinds in cores.spread(draw_nondigits, shared(kept, nondigits, config.seed)):
        found = np.concatenate(list(kinds.values()))
        yield found, np.full(len(found), NOT_A_DIGIT)


def shared(
    kept: Dataset, counts: list[int], seed: int
) -> list[tuple[int, UInt8[np.ndarray, "M 28 28"], UInt8[np.ndarray, " M"], int]]:
    """For each part how many pictures to make, the digits to make them from, their labels, and a seed of its own."""
    number = len(counts)
    return [
        (count, kept.images[i::number], kept.labels[i::number], seed + PART_SEED * i)
        for i, count in enumerate(counts)
    ]


def make_validation(
    held_out: Dataset, config: TrainingConfig, seed: int = HELD_OUT_SEED, others: Found = NOTHING
) -> Validation:
    """The held-out images as they are, varied and spoilt, digits in styles never trained on, and what is no digit.

    Where there are `others`, also digits of people whose pens are never trained on, and of such fonts. Where photographs are
    trained on, also some in such styles and on such kinds of paper, light and place.

    Another `seed` varies and draws other pictures.
    """
    labels = torch.from_numpy(held_out.labels.astype(np.int64))
    images = torch.from_numpy(held_out.images.copy())
    varied = config.augmentation.replace(plain=0.0, free=0.0, damage=0.0, hollow=0.0)
    spoilt = varied.replace(free=0.3, damage=1.0)
    drawn, digits = draw_digits(min(MOST_DRAWN, len(held_out)), seed, held_out=True)
    none = draw_nondigits(
        min(MOST_DRAWN, len(held_out)), held_out.images, held_out.labels, seed, held_out=True
    )

    def vary(pictures: Tensor, how: object, chance: int) -> Tensor:
        generator = torch.Generator().manual_seed(chance)
        return torch.cat([augment(part, how, generator) for part in pictures.split(PART)])  # pyright: ignore[reportArgumentType]

    half = len(images) // 2
    sets = {
        "clean": (to_input(images), labels),
        "varied": (vary(images, varied, seed), labels),
        "spoilt": (vary(images[:half], spoilt, seed + 1), labels[:half]),
        "drawn": (
            vary(torch.from_numpy(drawn), varied, seed + 2),
            torch.from_numpy(digits.astype(np.int64)),
        ),
    }
    made = {}  # varied enough when they are made
    if others.pens:
        made["pens"] = draw_written(len(others.pens.held_out), others.pens.held_out, seed)
    if others.fonts:
        made["printed"] = draw_printed(min(MOST_PRINTED, len(held_out)), others.fonts.held_out, seed)
    if config.augmentation.photographs:
        count = max(1, len(held_out) // PHOTOGRAPHED)
        made["photographs"] = draw_photographs(count, seed, held_out=True)
    for name, (pictures, digits) in made.items():
        sets[name] = (to_input(torch.from_numpy(pictures)), torch.from_numpy(digits.astype(np.int64)))
    nondigits = torch.from_numpy(np.concatenate(list(none.values())))
    return Validation(sets, vary(nondigits, varied, seed + 3))
