"""Pictures that have always been read right: no new way of finding ink may lose them."""

from __future__ import annotations

import base64
import json
import zlib
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from esmiuca.images.normalize import crop_to_ink
from esmiuca.pictures.strokes import draw_digits
from images.kinds import CLEAN, Case, by_true_ink, cases, detector

EACH = 10
PARITY = Path(__file__).parents[1] / "parity" / "normalize"
PARITY_DIGITS = {
    "coloured-ink": 2,
    "dark-on-light": 2,
    "dark-on-transparent": 2,
    "fills-the-picture": 0,
    "half-transparent": 2,
    "huge": 4,
    "jpeg": 5,
    "jpeg-photo": 0,
    "light-on-dark": 3,
    "light-on-transparent": 2,
    "low-contrast": 5,
    "mnist-like": 3,
    "off-centre": 5,
    "photo": 4,
    "photo-light-on-dark": 7,
    "photo-noisy": 3,
    "photo-with-specks": 2,
    "red-on-blue": 3,
    "tiny": 7,
}


@lru_cache(maxsize=2)
def of_kind(name: str) -> list[Case]:
    return cases(CLEAN[name], 1000 + list(CLEAN).index(name), EACH)


@lru_cache(maxsize=1)
def readable() -> tuple[tuple[np.ndarray, int], ...]:
    """Digits as MNIST stores them, white on black, that the network reads."""
    images, labels = draw_digits(400, 77)
    said = detector().predict_batch(images)
    return tuple(
        (image, int(label))
        for image, label, one in zip(images, labels, said, strict=True)
        if one.digit == label
    )


def all_read(inks: list[tuple[np.ndarray, int]], least: float = 0.65, lost: int = 0) -> None:
    """Ink that the network reads is read as a picture as well, black on white and white on black, but for `lost` pictures.

    `least` of the ink is read without a doubt.
    """
    known = [(ink, digit) for ink, digit in inks if by_true_ink(ink, False) == str(digit)]
    assert len(known) >= least * len(inks)
    found = [
        f"{index}: a {digit} as {said.digit} ({said.verdict}), {way}"
        for index, (ink, digit) in enumerate(known)
        for way, picture in (("white on black", ink), ("black on white", 255 - ink))
        if (said := detector().predict(picture)).digit != digit
    ]
    assert len(found) <= lost, found


@pytest.mark.parametrize("index", range(EACH))
@pytest.mark.parametrize("name", CLEAN)
def test_what_is_clean_is_read(name: str, index: int):
    case = of_kind(name)[index]
    picture = case.photograph.picture
    if CLEAN[name].number:
        assert detector().read(picture).text == case.photograph.text
    else:
        assert str(detector().predict(picture).digit) == case.photograph.text, case.photograph.choice


@pytest.mark.parametrize("name", PARITY_DIGITS)
def test_cases_that_both_sides_share_are_read(name: str):
    case = json.loads((PARITY / f"{name}.json").read_text(encoding="utf-8"))
    levels = np.frombuffer(zlib.decompress(base64.b64decode(case["rgba_zlib"])), np.uint8)
    picture = levels.reshape(case["height"], case["width"], 4)
    assert detector().predict(picture).digit == PARITY_DIGITS[name]


def test_pictures_as_mnist_stores_them_are_read():
    all_read(list(readable()[::2]))


@pytest.mark.parametrize(("margin", "lost"), [(0, 20), (2, 0)])
def test_a_digit_that_fills_its_picture_is_read(margin: int, lost: int):
    """It touches all sides: the stroke of a 1 is most of such a picture, a 5 has ink along most of three sides."""
    tight = []
    for image, digit in readable()[::4]:
        crop = crop_to_ink(image / 255, 0.1)
        assert crop is not None
        size = (crop.shape[1] * 6, crop.shape[0] * 6)
        larger = Image.fromarray((crop * 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
        tight.append((np.pad(np.asarray(larger), margin), digit))
    all_read(tight, lost=lost)


@pytest.mark.parametrize("bold", [0, 3, 6])
@pytest.mark.parametrize("margin", [0.02, 0.2, 1.5])
def test_printed_digits_are_read(bold: int, margin: float):
    font = ImageFont.load_default(120)
    printed = []
    for digit in range(10):
        left, top, right, bottom = font.getbbox(str(digit), stroke_width=bold)
        pad = round(margin * 120)
        sheet = Image.new("L", (round(right - left) + 2 * pad, round(bottom - top) + 2 * pad))
        ImageDraw.Draw(sheet).text((pad - left, pad - top), str(digit), 255, font, stroke_width=bold)
        printed.append((np.asarray(sheet), digit))
    all_read(printed, 0.5)


@pytest.mark.parametrize("side", [14, 20, 40])
def test_tiny_pictures_are_read(side: int):
    smaller = [
        (np.asarray(Image.fromarray(image).resize((side, side), Image.Resampling.BOX)), digit)
        for image, digit in readable()[1::4]
    ]
    all_read(smaller)
