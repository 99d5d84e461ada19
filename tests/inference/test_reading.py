"""`Detector.read`: several digits in one picture."""

from __future__ import annotations

import numpy as np
import pytest

from esmiuca import Detector, ImageError, Reading
from esmiuca.images import Box
from esmiuca.inference import PlacedPrediction
from inference.test_detector import picture


@pytest.fixture(scope="module")
def shipped() -> Detector:
    return Detector(threads=1)


def side_by_side(*names: str) -> np.ndarray:
    """Pictures of the parity cases in a row: dark on white."""
    drawn = [picture(name) for name in names]
    height = max(len(one) for one in drawn)
    padded = [np.pad(one, ((0, height - len(one)), (0, 0), (0, 0)), constant_values=255) for one in drawn]
    return np.concatenate(padded, axis=1)


def test_a_number_is_its_digits_one_by_one(shipped: Detector):
    number = shipped.read(side_by_side("dark-on-light", "off-centre", "fills-the-picture"))
    alone = [shipped.predict(picture(name)) for name in ("dark-on-light", "off-centre", "fills-the-picture")]
    assert number.text == "250" == "".join(str(one.digit) for one in alone)
    for placed, one in zip(number.digits, alone, strict=True):
        np.testing.assert_allclose(placed.probabilities, one.probabilities, atol=0.05)


def test_one_digit_is_read_as_predicted(shipped: Detector):
    image = picture("dark-on-light")
    (digit,) = shipped.read(image).digits
    said = shipped.predict(image)
    assert (digit.digit, digit.verdict, digit.probabilities) == (said.digit, said.verdict, said.probabilities)
    assert digit.box == Box(35, 20, 52, 77)


def test_nothing_drawn_reads_as_nothing(small: Detector):
    assert small.read(np.full((40, 50), 255, np.uint8)) == Reading(())
    assert Reading(()).to_dict() == {"number": "", "digits": []}


def test_what_is_refused_is_a_question_mark():
    shares = (0.1,) * 10
    box = Box(1, 2, 3, 4)
    reading = Reading(
        (
            PlacedPrediction(7, "digit", shares, 0.9, box),
            PlacedPrediction(None, "not-a-digit", shares, 0.1, box),
        )
    )
    assert reading.text == "7?"
    assert reading.to_dict()["digits"][1] == {
        "digit": None,
        "verdict": "not-a-digit",
        "probabilities": [0.1] * 10,
        "box": {"x": 1, "y": 2, "width": 3, "height": 4},
    }


def test_limits_are_those_of_predict(small: Detector):
    with pytest.raises(ImageError, match="16×16 = 256 pixels, more than 255"):
        small.read(np.zeros((16, 16), np.uint8), max_pixels=255)
