"""What a run learns from: drawn digits, what is not a digit, damage, and what validation keeps apart."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from esmiuca.data import load_mnist
from esmiuca.pictures.augmentation import to_input
from esmiuca.pictures.damage import KINDS, damage
from esmiuca.pictures.marks import draw_marked
from esmiuca.pictures.nondigits import SHARES, draw_nondigits
from esmiuca.pictures.smooth import smooth
from esmiuca.pictures.spread import Cores, parts
from esmiuca.pictures.strokes import draw_digits, draw_letters
from esmiuca.pictures.styles import HELD_OUT_DIGITS, HELD_OUT_LETTERS, LETTER_STYLES, STYLES, parse
from esmiuca.training import AugmentationConfig, TrainingConfig
from esmiuca.training.material import make_material

SMALL = TrainingConfig(
    epochs=1,
    batch_size=64,
    limit=200,
    validation_size=100,
    augmentation=AugmentationConfig(synthetic=0.5, marked=0.1, nondigits=0.25),
)


def test_a_style_is_strokes_of_points_with_corners_twice() -> None:
    assert parse("0 5,50 100!/25 0") == [[(0.0, 0.05), (0.5, 1.0), (0.5, 1.0)], [(0.25, 0.0)]]


def test_styles_hold_every_digit_and_something_held_out() -> None:
    assert sorted(STYLES) == list(range(10))
    assert all(len(STYLES[digit]) > 1 for digit in HELD_OUT_DIGITS)
    assert set(LETTER_STYLES) >= HELD_OUT_LETTERS
    assert not {"O", "o", "0", "1"} & set(LETTER_STYLES)  # a digit in shape can't be taught not to be one


def test_held_out_digits_are_other_drawings_of_the_right_digits() -> None:
    _, labels = draw_digits(90, seed=1, held_out=True)
    assert np.bincount(labels, minlength=10).tolist() == [0] + [10] * 9
    trained, held_out = (draw_letters(40, seed=1, held_out=kept) for kept in (False, True))
    assert not np.array_equal(trained, held_out)


def test_nondigits_come_in_their_shares_and_none_is_blank_or_tall_as_a_one() -> None:
    train = load_mnist("train")
    digits, labels = train.images[:50], train.labels[:50]
    made = draw_nondigits(200, digits, labels, seed=2)
    assert {kind: len(pictures) for kind, pictures in made.items()} == {
        kind: round(200 * share) for kind, share in SHARES.items()
    }
    for kind, pictures in made.items():
        assert pictures.shape[1:] == (28, 28)
        assert (pictures.max((1, 2)) > 50).all(), kind
    for picture in (*made["solids"], *made["scribbles"]):
        inked = picture > 50
        assert inked.any(0).sum() > 0.5 * inked.any(1).sum()
    for picture in made["several"]:  # wider than high, or two above each other
        assert np.ptp(np.nonzero(picture > 50), axis=1).max() + 1 <= 20
    assert np.array_equal(made["solids"], draw_nondigits(200, digits, labels, seed=2)["solids"])


def test_every_damage_changes_pictures_and_leaves_them_readable() -> None:
    x = to_input(torch.from_numpy(load_mnist("train").images[:64].copy()))
    generator = torch.Generator().manual_seed(0)
    for spoil in KINDS:
        spoilt = spoil(x.clone(), generator).clamp(0, 1)
        assert spoilt.shape == x.shape
        changed = (spoilt - x).abs().mean((1, 2, 3))
        assert float((changed > 0.002).float().mean()) > 0.6, spoil.__name__
        assert float(changed.median()) < 0.45, spoil.__name__


def test_damage_spoils_about_its_share() -> None:
    x = to_input(torch.from_numpy(load_mnist("train").images[:1000].copy()))
    spoilt = damage(x, 0.2, torch.Generator().manual_seed(0))
    changed = ((spoilt - x).abs().amax((1, 2, 3)) > 0).float().mean()
    assert float(changed) == pytest.approx(0.2 + 0.8 * 0.05, abs=0.05)
    assert torch.equal(damage(x, 0.0, torch.Generator()), x)


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


def test_marks_are_drawn_on_ones_and_sevens_alone() -> None:
    train = load_mnist("train")[:2000]
    images, labels = draw_marked(300, train.images, train.labels, 3)
    assert images.shape == (300, 28, 28)
    assert set(labels.tolist()) == {1, 7}
    again, _ = draw_marked(300, train.images, train.labels, 3)
    assert np.array_equal(images, again)
    # A flag or a bar makes a digit wider than its writer made it.
    wide = [np.ptp(np.nonzero(picture > 100)[1]) for picture in images[labels == 1]]
    plain = [np.ptp(np.nonzero(picture > 100)[1]) for picture in train.images[train.labels == 1]]
    assert np.median(wide) > np.median(plain) + 2
    assert len(draw_marked(5, train.images[train.labels == 3], train.labels[train.labels == 3], 3)[0]) == 0


def test_parts_hold_everything_once_whoever_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts(0) == []
    assert parts(10) == [10]
    assert sum(parts(20_001)) == 20_001
    calls = [(2, seed) for seed in range(3)]
    with Cores() as cores:
        shared = cores.spread(draw_letters, calls)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    for made, alone in zip(shared, Cores().spread(draw_letters, calls), strict=True):
        assert np.array_equal(made, alone)


def test_surfaces_are_those_of_bicubic_interpolation() -> None:
    nodes = torch.randn((5, 2, 7, 7), generator=torch.Generator().manual_seed(0))
    expected = F.interpolate(nodes, size=(28, 28), mode="bicubic", align_corners=False)
    assert torch.allclose(smooth(nodes, 28), expected, atol=1e-5)
