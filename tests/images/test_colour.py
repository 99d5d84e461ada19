"""Colour planes, against Pillow on a dense grid of the whole cube, and what comes back from each space."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from esmiuca.errors import ImageError
from esmiuca.images.colour import PLANES, SPACES, Space, merge, split

MODES = {"grey": "L", "rgb": "RGB", "hsv": "HSV", "cmyk": "CMYK", "ycbcr": "YCbCr"}
STEPS = np.arange(0, 256, 5, dtype=np.uint8)
CUBE = np.stack(np.meshgrid(STEPS, STEPS, STEPS, indexing="ij"), axis=-1).reshape(len(STEPS), -1, 3)


def largest_difference(left: np.ndarray, right: np.ndarray) -> int:
    return int(np.abs(left.astype(int) - right).max())


@pytest.mark.parametrize("space", SPACES)
def test_splits_as_pillow_does(space: Space):
    ours = split(CUBE, space)
    pillows = np.asarray(Image.fromarray(CUBE).convert(MODES[space])).reshape(ours.shape)
    assert largest_difference(ours, pillows) <= 1


@pytest.mark.parametrize("space", SPACES)
def test_merges_as_pillow_does(space: Space):
    planes = np.random.default_rng(3).integers(0, 256, (300, 400, len(PLANES[space])), dtype=np.uint8)
    pillows = Image.frombytes(MODES[space], (400, 300), planes.tobytes()).convert("RGB")
    assert largest_difference(merge(planes, space), np.asarray(pillows)) <= 1


@pytest.mark.parametrize(("space", "levels"), [("rgb", 0), ("cmyk", 0), ("ycbcr", 1), ("hsv", 3)])
def test_the_way_there_and_back_loses_no_more_than_the_rounding(space: Space, levels: int):
    assert largest_difference(merge(split(CUBE, space), space), CUBE) == levels


@given(
    rgb=arrays(np.uint8, (1, 8, 3)),
    black=st.floats(0, 1),
)
def test_black_ink_changes_the_inks_and_not_the_picture(rgb: np.ndarray, black: float):
    planes = split(rgb, "cmyk", black=black)
    assert largest_difference(merge(planes, "cmyk"), rgb) <= 1
    if black == 1:
        assert (planes[..., :3].min(axis=2) == 0).all()


def test_black_ink_by_hand():
    planes = split(np.array([[[255, 128, 64]], [[64, 32, 16]]], np.uint8), "cmyk", black=1)
    # 64, 32, 16: K = 191; C = 0, M = 32/64, Y = 48/64.
    assert planes.tolist() == [[[0, 127, 191, 0]], [[0, 128, 191, 191]]]


@pytest.mark.parametrize(
    ("picture", "space", "message"),
    [
        (np.zeros((2, 2), np.uint8), "rgb", r"shape \(2, 2\).*give uint8 \(H, W, 3\)"),
        (np.zeros((2, 2, 3), float), "hsv", "type float64"),
        (np.zeros((2, 2, 3), np.uint8), "lab", "space='lab' is not known; give one of grey, rgb"),
    ],
)
def test_says_what_it_wants(picture: np.ndarray, space: Space, message: str):
    with pytest.raises(ImageError, match=message):
        split(picture, space)


def test_merging_wants_as_many_planes_as_the_space_has():
    with pytest.raises(ImageError, match=r"give uint8 \(H, W, 4\)"):
        merge(np.zeros((2, 2, 3), np.uint8), "cmyk")


def test_black_is_a_share():
    with pytest.raises(ImageError, match="black=2 is no share; give 0"):
        split(np.zeros((1, 1, 3), np.uint8), "cmyk", black=2)
