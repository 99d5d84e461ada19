"""Photographs made by program: what they hold is where they say, and all of it follows from the seed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from esmiuca import Detector
from esmiuca.images import decode
from esmiuca.pictures.photographs import KINDS, Photograph, make
from esmiuca.pictures.photographs.files import LUMA, of_one_luminance
from esmiuca.pictures.photographs.lights import LIGHTS, light
from esmiuca.pictures.photographs.writing import write


def made(name: str, seed: int) -> Photograph:
    return make(KINDS[name], np.random.default_rng([seed, 11]))


def levels(photograph: Photograph) -> np.ndarray:
    """The picture as colours from 0 to 1 on black."""
    picture = photograph.picture
    if isinstance(picture, Image.Image):
        grey = np.asarray(picture) / np.asarray(picture).max()
        return np.dstack([grey] * 3)
    opacity = picture[..., 3:] / 255 if picture.shape[2] == 4 else 1.0
    return picture[..., :3] / 255 * opacity


@pytest.mark.parametrize("name", KINDS)
def test_the_ink_is_where_it_says(name: str):
    found = made(name, 1)
    colours = levels(found)
    assert colours.shape[:2] == found.ink.shape
    ink, near = found.ink > 200, found.ink == 0
    assert ink.sum() > 20
    if found.choice.file == "strokes alone":
        return  # its colour is the same everywhere, and its ink its transparency
    # Around the ink, as far as it is wide, the picture looks otherwise than in it.
    rows, columns = np.nonzero(found.ink > 0)
    box = np.s_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    inside, outside = colours[box][ink[box]], colours[box][near[box]]
    assert np.abs(inside.mean(0) - np.median(outside, 0)).max() > 0.05


@pytest.mark.parametrize("name", ["mixed", "number, mixed", "half-transparent", "16 bits"])
def test_the_seed_decides_everything(name: str):
    one, same, other = made(name, 2), made(name, 2), made(name, 3)
    assert one.text == same.text
    assert one.choice == same.choice
    np.testing.assert_array_equal(decode(one.picture), decode(same.picture))
    assert one.ink.shape != other.ink.shape or (one.ink != other.ink).any()


def test_drawings_of_one_digit_are_read():
    drawings = [
        make(KINDS["drawn"], np.random.default_rng([4, digit]), digit=digit % 10) for digit in range(30)
    ]
    assert [drawing.text for drawing in drawings] == [str(digit % 10) for digit in range(30)]
    detector = Detector()
    read = [str(detector.predict(drawing.picture).digit) for drawing in drawings]
    assert sum(a == b.text for a, b in zip(read, drawings, strict=True)) >= 27


def test_held_out_styles_are_other_ones():
    styles = [write("7", np.random.default_rng(5), held_out=held_out) for held_out in (False, True)]
    assert (
        styles[0].paths[0].shape != styles[1].paths[0].shape
        or (styles[0].paths[0] != styles[1].paths[0]).any()
    )


def test_characters_stand_side_by_side():
    for seed in range(20):
        written = write("2026", np.random.default_rng(seed))
        assert len(written.boxes) == 4
        assert all(a[2] < b[0] for a, b in zip(written.boxes[:-1], written.boxes[1:], strict=True))
        assert min(box[0] for box in written.boxes) == 0
        assert min(box[1] for box in written.boxes) == 0


@pytest.mark.parametrize("name", LIGHTS)
def test_no_light_is_complete_darkness(name: str):
    for seed in range(10):
        falls = light(name, (60, 80), np.random.default_rng(seed))
        assert falls.shape == (60, 80, 3)
        assert falls.min() > 0.04
        assert falls.max() <= 1.2


def test_ink_that_only_its_hue_tells_from_the_paper():
    for seed in range(20):
        paper, ink = of_one_luminance(np.random.default_rng(seed))
        assert abs(float((paper - ink) @ LUMA)) < 0.1
        assert np.linalg.norm(paper - ink) > 0.45
        assert min(paper.min(), ink.min()) >= -1e-6
        assert max(paper.max(), ink.max()) <= 1 + 1e-6
