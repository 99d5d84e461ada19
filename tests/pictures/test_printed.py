"""Digits of fonts, as they are printed and spoilt."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from data.made_fonts import make_fonts
from esmiuca.data.fonts import Face
from esmiuca.pictures.printed import draw_printed, glyph, spoilt


def test_digits_come_in_equal_shares_and_follow_from_the_seed(tmp_path: Path) -> None:
    make_fonts(tmp_path, ["Familya", "Familyb"])
    faces = [Face(name, "Regular", tmp_path / f"{name}.ttf") for name in ("Familya", "Familyb")]
    images, labels = draw_printed(60, faces, seed=1)
    assert np.bincount(labels).tolist() == [6] * 10
    assert (images.max((1, 2)) > 120).all()
    for picture in images:  # fitted as everything is
        assert 18 <= np.ptp(np.nonzero(picture > 60), axis=1).max() + 1 <= 21
    again, _ = draw_printed(60, faces, seed=1)
    assert np.array_equal(images, again)
    assert len({picture.tobytes() for picture in images}) > 50


def test_a_spoilt_digit_is_still_where_it_was(tmp_path: Path) -> None:
    make_fonts(tmp_path, ["Familya"])
    ink = np.asarray(glyph(8, Face("Familya", "Regular", tmp_path / "Familya.ttf"))) / 255
    generator = np.random.default_rng(2)
    binary = 0
    for _ in range(40):
        made = spoilt(ink, generator)
        assert 0 <= made.min() <= made.max() <= 1
        # Most of what is dark was inked, and the other way round.
        assert np.corrcoef(made.ravel(), ink.ravel())[0, 1] > 0.7
        binary += set(np.unique(made)) <= {0.0, 1.0}
    assert 5 <= binary <= 30
