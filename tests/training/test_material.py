"""What a run learns from, and what validation keeps apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from data.made_fonts import make_fonts
from esmiuca.data import Dataset, load_mnist
from esmiuca.data.drawing import Drawing
from esmiuca.data.fonts import Face, Fonts
from esmiuca.data.pendigits import split_writers
from esmiuca.errors import InputError
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.found import Found
from esmiuca.training.judge import CRITERION
from esmiuca.training.material import make_material, with_noise

SMALL = TrainingConfig(
    epochs=1,
    batch_size=64,
    limit=200,
    validation_size=100,
    augmentation=AugmentationConfig(synthetic=0.5, marked=0.1, nondigits=0.25),
)


def test_material_has_the_shares_asked_for_and_validation_none_of_the_training_images() -> None:
    train = load_mnist("train")[:400]
    material, validation = make_material(train, SMALL)
    counts = torch.bincount(material.labels + 1, minlength=11)
    assert int(counts[0]) == pytest.approx(50, abs=2)
    assert len(material.labels) == pytest.approx(200 + 100 + 20 + 50, abs=2)
    assert material.fields is not None
    clean, _ = validation.sets["clean"]
    seen = {picture.numpy().tobytes() for picture in material.images}
    assert not any((picture * 255).round().to(torch.uint8).numpy().tobytes() in seen for picture in clean)
    assert set(validation.sets) == {"clean", "varied", "spoilt", "drawn"}


def test_photographs_come_in_their_share_and_held_out_ones_judge() -> None:
    train = load_mnist("train")[:400]
    shares = AugmentationConfig(synthetic=0, marked=0, nondigits=0, photographs=0.1)
    material, validation = make_material(train, SMALL.replace(augmentation=shares))
    assert len(material.labels) == 200 + 20
    assert torch.bincount(material.labels[200:], minlength=10).tolist() == [2] * 10
    x, labels = validation.sets["photographs"]
    assert x.shape == (10, 1, 28, 28)
    assert labels.tolist() == list(range(10))
    assert set(CRITERION) >= set(validation.sets)


def written_by(writer: int, label: str) -> Drawing:
    return Drawing(str(writer), label, (np.array([[0.0, 0.0], [writer, 30.0], [5.0, 90.0]]),))


def test_other_peoples_pens_come_in_their_share_and_their_held_out_writers_judge() -> None:
    train = load_mnist("train")[:400]
    asked = SMALL.replace(augmentation=AugmentationConfig(synthetic=0, marked=0, nondigits=0, pens=0.5))
    with pytest.raises(InputError, match="pens=0.5 asks for people's digits, of which none were given"):
        make_material(train, asked)
    pens = split_writers([written_by(1, "1"), written_by(2, "7"), written_by(3, "9"), written_by(8, "9")])
    material, validation = make_material(train, asked, Found(pens))
    assert len(material.labels) == 200 + 100
    assert torch.bincount(material.labels[200:], minlength=10).tolist() == [0, 50, 0, 0, 0, 0, 0, 50, 0, 0]
    x, labels = validation.sets["pens"]
    assert labels.tolist() == [9, 9]
    assert x.shape == (2, 1, 28, 28)
    assert set(CRITERION) >= set(validation.sets)


def test_printed_digits_come_in_their_share_and_held_out_fonts_judge(tmp_path: Path) -> None:
    train = load_mnist("train")[:400]
    asked = SMALL.replace(augmentation=AugmentationConfig(synthetic=0, marked=0, nondigits=0, printed=0.5))
    with pytest.raises(InputError, match="printed=0.5 asks for fonts, of which none were given"):
        make_material(train, asked)
    make_fonts(tmp_path, ["Familya", "Familyb"])
    trained, held_out = ([Face(n, "Regular", tmp_path / f"{n}.ttf")] for n in ("Familya", "Familyb"))
    material, validation = make_material(train, asked, Found(fonts=Fonts(trained, held_out)))
    assert torch.bincount(material.labels[200:], minlength=10).tolist() == [10] * 10
    assert len(validation.sets["printed"][1]) == 100


def test_label_noise_replaces_its_share_and_no_picture() -> None:
    dataset = Dataset(np.zeros((1000, 28, 28), np.uint8), (np.arange(1000) % 10).astype(np.uint8))
    noisy = with_noise(dataset, TrainingConfig(label_noise=0.5))
    changed = (noisy.labels != dataset.labels).mean()
    assert changed == pytest.approx(0.45, abs=0.04)  # a tenth of the drawn ones are right
    assert noisy.images is dataset.images
    assert with_noise(dataset, TrainingConfig()) is dataset
    with pytest.raises(InputError, match="label_noise=2 is out of range; give a share from 0 to 1"):
        TrainingConfig(label_noise=2)
