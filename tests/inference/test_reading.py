"""`Detector.read`: several digits in one picture."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import numpy as np
import pytest

from esmiuca import Detector, ImageError, Reading
from esmiuca.images import Box
from esmiuca.inference import PlacedPrediction, PlacedSign
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
    assert Reading(()).to_dict() == {"number": "", "digits": [], "signs": [], "probability": None}


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


def said(digit: int | None, probability: float = 0.5) -> PlacedPrediction:
    rest = (1 - probability) / 9
    shares = tuple(probability if place == (digit or 0) else rest for place in range(10))
    return PlacedPrediction(digit, "not-a-digit" if digit is None else "digit", shares, 0.9, Box(0, 0, 1, 1))


def sign(text: str, before: int) -> PlacedSign:
    return PlacedSign(text, before, Box(1, 2, 3, 4))


def test_signs_stand_where_they_were_written():
    digits = tuple(said(digit) for digit in (1, 2, 3, 4, 5))
    signs = (sign("-", 0), sign(".", 1), sign(",", 4))
    reading = Reading(digits, signs)
    assert reading.text == "-1.234,5"
    assert "".join(str(digit.digit) for digit in reading.digits) == "12345"
    assert reading.to_dict()["signs"][2] == {
        "sign": ",",
        "before": 4,
        "box": {"x": 1, "y": 2, "width": 3, "height": 4},
    }


def test_lines_are_lines_with_their_signs():
    digits = tuple(said(digit) for digit in (1, 2, 3))
    assert Reading(digits, (), (1,)).text == "1\n23"
    assert Reading(digits, (sign("-", 1), sign(",", 2)), (1,)).text == "1\n-2,3"


def test_a_number_is_as_probable_as_all_its_digits_together():
    assert Reading((said(1, 0.9), said(2, 0.5))).probability == pytest.approx(0.45)
    assert Reading((said(1, 0.9), said(None))).probability is None
    assert Reading(()).probability is None


def golden(name: str) -> np.ndarray:
    """The picture of one of the cases that Python and the page share."""
    case = json.loads((Path(__file__).parents[1] / "parity/segments" / f"{name}.json").read_text())
    raw = zlib.decompress(base64.b64decode(case["rgba_zlib"]))
    return np.frombuffer(raw, np.uint8).reshape(case["height"], case["width"], 4)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comma", "3,5"),
        ("point", "3.14"),
        ("point-and-comma", "2.04,3"),
        ("touching-pair", "20"),
        ("touching-three", "352"),
        ("two-lines-of-two", "20\n20"),
        ("one-digit", "3"),
    ],
)
def test_what_is_drawn_is_read(shipped: Detector, name: str, text: str):
    reading = shipped.read(golden(name))
    assert reading.text == text
    assert reading.probability == pytest.approx(np.prod([digit.confidence for digit in reading.digits]))


def test_digits_that_touch_have_a_box_each(shipped: Detector):
    first, second = (digit.box for digit in shipped.read(golden("touching-pair")).digits)
    assert first.x < second.x < first.x + first.width < second.x + second.width


def test_one_sure_digit_is_run_once(shipped: Detector, monkeypatch: pytest.MonkeyPatch):
    runs = []
    real = shipped.predict_normalized
    monkeypatch.setattr(
        shipped, "predict_normalized", lambda images: runs.append(len(images)) or real(images)
    )
    shipped.read(picture("dark-on-light"))
    assert runs == [1]
    shipped.read(golden("touching-pair"))
    assert runs[:2] == [1, 1]
    assert runs[2] > 10
    assert len(runs) == 3


def test_more_than_a_picture_may_cost_stays_whole(shipped: Detector, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("esmiuca.inference.reading.MAX_PARTS", 10)
    assert len(shipped.read(golden("touching-pair")).digits) == 1
