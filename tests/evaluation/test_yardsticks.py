"""Yardsticks: each corruption does what the paper says, pens draw what was written, curves start at the picture."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage
from skimage.feature import canny as reference_canny

from esmiuca.data import load_mnist
from esmiuca.errors import DataError
from esmiuca.evaluation import area_under_roc, yardsticks
from esmiuca.evaluation.corruptions import CORRUPTIONS, corrupt
from esmiuca.evaluation.edges import canny
from esmiuca.evaluation.label_errors import LABEL_ERRORS
from esmiuca.evaluation.pens import FILLED, SHEET, Drawing, draw, read_drawings
from esmiuca.evaluation.raster import affine, gaussian
from esmiuca.evaluation.scribbles import PICTURES, SCRIBBLED, TURN, WANDERINGS, scribbles, wandering
from esmiuca.evaluation.variations import CURVES, varied


@pytest.fixture(scope="module")
def digits() -> np.ndarray:
    return load_mnist("test").images[:60]


def test_there_are_the_papers_fifteen_and_each_is_drawn_the_same_way_again(digits: np.ndarray) -> None:
    assert len(CORRUPTIONS) == 15
    for name in CORRUPTIONS:
        spoilt = corrupt(digits[:8], name)
        assert spoilt.dtype == np.uint8
        assert spoilt.shape == (8, 28, 28)
        assert np.array_equal(spoilt, corrupt(digits[:8], name)), name
        assert (spoilt != digits[:8]).any(axis=(1, 2)).all(), name


def test_edges_are_scikit_images(digits: np.ndarray) -> None:
    for pictures in (digits / 255, digits / 2550 + 0.02):
        expected = np.stack([reference_canny(picture) for picture in pictures])
        assert np.array_equal(canny(pictures), expected)


def test_gaussian_and_affine_are_scipys(digits: np.ndarray) -> None:
    x = digits[:5] / 255
    expected = np.stack([ndimage.gaussian_filter(picture, 1.5, mode="nearest") for picture in x])
    assert np.allclose(gaussian(x, 1.5), expected, atol=1e-9)
    matrix = np.array([[0.9, 0.3], [-0.2, 1.1]])
    offset = 13.5 - matrix @ [13.5, 13.5]
    expected = np.stack([ndimage.affine_transform(picture, matrix, offset, order=1) for picture in x])
    inner = np.s_[:, 2:-2, 2:-2]
    assert np.allclose(affine(x, np.repeat(matrix[None], 5, axis=0))[inner], expected[inner], atol=1e-9)


def test_noise_hits_as_many_pixels_as_it_should() -> None:
    grey = np.full((50, 28, 28), 102, np.uint8)  # 0.4
    impulse = corrupt(grey, "impulse_noise")
    assert (impulse != 102).mean() == pytest.approx(0.17, abs=0.01)
    assert (impulse == 255).mean() == pytest.approx(0.085, abs=0.01)
    # A Poisson count of mean 1.2 by 3, clipped at 1: 0 with chance e^−1.2.
    shot = corrupt(grey, "shot_noise")
    assert (shot == 0).mean() == pytest.approx(np.exp(-1.2), abs=0.01)
    assert (corrupt(np.zeros((2, 28, 28), np.uint8), "shot_noise") == 0).all()


def test_geometry_moves_resizes_and_turns() -> None:
    dot = np.zeros((40, 28, 28), np.uint8)
    dot[:, 13:15, 20:22] = 255  # 7 pixels to the right of the middle

    def centres(pictures: np.ndarray) -> np.ndarray:
        weights = pictures / pictures.sum((1, 2), keepdims=True)
        rows, columns = np.mgrid[0:28, 0:28] - 13.5
        return np.stack([(weights * rows).sum((1, 2)), (weights * columns).sum((1, 2))], axis=1)

    moved = centres(corrupt(dot, "translate")) - [0, 7]
    assert {tuple(np.round(move).astype(int)) for move in moved} == {(3, 3), (3, -3), (-3, 3), (-3, -3)}
    assert centres(corrupt(dot, "scale")) == pytest.approx(np.tile([0, 4.9], (40, 1)), abs=0.1)
    turned = centres(corrupt(dot, "rotate"))
    assert np.hypot(*turned.T) == pytest.approx(np.full(40, 7.0), abs=0.1)
    assert np.abs(np.degrees(np.arctan2(*turned.T))) == pytest.approx(np.full(40, 22.9), abs=0.5)


def test_tones(digits: np.ndarray) -> None:
    bright = corrupt(digits, "brightness").astype(int)
    assert np.abs(bright - np.minimum(digits.astype(int) + 127.5, 255)).max() <= 0.5
    striped = corrupt(digits, "stripe")
    assert np.array_equal(striped[:, :, 7:21], digits[:, :, 7:21])
    assert np.array_equal(striped[:, :, :7], 255 - digits[:, :, :7])
    fog = corrupt(digits, "fog")
    ink, paper = digits > 250, digits == 0
    # Ink is a quarter of the range above its paper.
    difference = np.mean(
        [picture[i].mean() - picture[p].mean() for picture, i, p in zip(fog, ink, paper, strict=True)]
    )
    assert difference == pytest.approx(255 / 4, abs=12)


def test_lines_cross_the_picture() -> None:
    blank = np.zeros((30, 28, 28), np.uint8)
    dotted = corrupt(blank, "dotted_line").max(axis=1) > 100
    assert np.array_equal(dotted, np.tile([False, False, True, True], (30, 7)))
    zigzag = corrupt(blank, "zigzag")
    assert (zigzag[:, :, :2] == 0).all()
    assert (zigzag[:, :, 4:24].max(axis=1) > 100).mean() > 0.9


def test_curves_start_at_the_picture_and_move_it(digits: np.ndarray) -> None:
    for name, still in (("shifted", 0), ("scaled", 1.0), ("rotated", 0), ("thickened", 0)):
        assert np.array_equal(varied(digits, name, still), digits), name
        assert still in CURVES[name][2]
    ink = [varied(digits, "thickened", value).sum(dtype=float) for value in (-2, -1, 0, 1, 2)]
    assert ink == sorted(ink)
    assert np.array_equal(varied(digits, "shifted", 2)[0, :, 2:], digits[0, :, :-2])


def test_every_known_label_error_is_there_with_what_people_read() -> None:
    test = load_mnist("test")
    entry, _ = yardsticks.measure_test(OneKnowsOnlyInk(), test.images, test.labels)
    told = {
        image["index"]: (image["label"], image["people_read"]) for image in entry["label_errors"]["images"]
    }
    assert told == LABEL_ERRORS
    by_index = {image["index"]: image for image in entry["mistaken"]}
    assert all(
        by_index[image["index"]] == image
        for image in entry["label_errors"]["images"]
        if image["read_as"] != image["label"]
    )
    assert all(("people_read" in image) == image["known_label_error"] for image in entry["mistaken"])


def test_label_errors_are_labels_of_the_test_set() -> None:
    labels = load_mnist("test").labels
    assert len(LABEL_ERRORS) == 15
    for index, (label, read) in LABEL_ERRORS.items():
        assert labels[index] == label
        assert read != label


def test_pens_draw_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "strokes.jsonl"
    entries = [
        {"writer": 3, "label": "1", "strokes": [[[100, 0], [100, 400]]]},
        {"writer": 3, "label": "i", "strokes": [[[5, 5]], [[5, 9], [5, 20]]]},
    ]
    path.write_text("\n".join(json.dumps(entry) for entry in entries) + "\n")
    one, letter = read_drawings(path)
    assert (one.digit, letter.digit, letter.writer) == (1, None, "3")
    for width in (0.05, 0.1):
        inked = draw(one, width) < 128
        columns, rows = np.flatnonzero(inked.any(0)), np.flatnonzero(inked.any(1))
        assert len(columns) == pytest.approx(width * SHEET, abs=1.5)
        assert len(rows) == pytest.approx((FILLED + width) * SHEET, abs=2)
        assert columns.mean() == pytest.approx((SHEET - 1) / 2, abs=1)
    path.write_text('{"label": "7", "strokes": [[[1, 2]]]}\n{"label": "7"}\n')
    with pytest.raises(DataError, match="line 2: 'strokes'"):
        read_drawings(path)
    with pytest.raises(DataError, match="can't be read"):
        read_drawings(tmp_path / "none.jsonl")
    path.write_text("\n")
    with pytest.raises(DataError, match="holds no drawing"):
        read_drawings(path)


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=30), st.lists(st.integers(0, 9), min_size=1, max_size=30)
)
def test_area_under_roc_counts_pairs(digits: list[int], others: list[int]) -> None:
    pairs = [(a > b) + 0.5 * (a == b) for a in digits for b in others]
    area = area_under_roc(np.asarray(digits, float), np.asarray(others, float))
    assert area == pytest.approx(sum(pairs) / len(pairs))


class OneKnowsOnlyInk:
    """A reader whose answers are known: the digit is the tenth of the ink, the score its share."""

    temperature = 1.0
    threshold = 0.5

    def read(self, images: object) -> yardsticks.Reading:
        ink = np.stack([np.asarray(picture, float).mean() / 255 for picture in images])  # pyright: ignore
        logits = np.eye(10)[np.minimum((ink * 10).astype(int), 9)] * 100
        return yardsticks.Reading(logits, ink)


def test_measures_by_hand() -> None:
    reader = OneKnowsOnlyInk()
    images = np.zeros((4, 28, 28), np.uint8)
    images[1], images[2], images[3] = 64, 160, 250  # digits 2, 6 and 9, the last two above the threshold
    entry, reading = yardsticks.measure_test(reader, images, np.array([0, 3, 6, 9]))
    assert entry["accuracy"] == 0.75
    assert entry["refused"] == 0.5
    assert entry["right_and_not_refused"] == 0.5
    assert entry["mistaken"] == [
        {
            "index": 1,
            "label": 3,
            "read_as": 2,
            "percentage": 1.0,
            "known_label_error": False,
            "probabilities": pytest.approx(np.eye(10)[2]),
            "pixels": base64.b64encode(bytes([64] * 784)).decode(),
        }
    ]
    assert entry["reliability"] == [{"from": 0.9, "images": 4, "confidence": 1.0, "accuracy": 0.75}]
    assert entry["label_errors"]["images"] == []
    assert yardsticks.refusal(reader, reading, reader.read(images[:2])) == {
        "others": 2,
        "others_auroc": pytest.approx(0.75),
        "others_refused": 1.0,
    }
    one = Drawing("1", "0", (np.array([[0.0, 0.0], [0.0, 1.0]]),))
    pens = yardsticks.measure_pens(reader, [one], (0.05, 0.1), reading)
    assert pens["pens"]["0.05"]["images"] == 1
    assert pens["all"]["images"] == 2
    assert pens["reliability"] == [{"from": 0.9, "images": 2, "confidence": 1.0, "accuracy": 0.0}]
    assert pens["mistaken"] == [{"writer": "1", "label": 0, "read_as": [9, 9]}]


def test_letters_are_counted_by_name() -> None:
    reading = yardsticks.Reading(np.eye(10)[[7, 7, 0, 3]], np.array([0.9, 0.8, 0.9, 0.1]))
    assert yardsticks.letters_taken(OneKnowsOnlyInk(), reading, np.array(["l", "l", "l", "x"])) == [
        {"letter": "l", "drawings": 3, "refused": 0.0, "read_as": 7},
        {"letter": "x", "drawings": 1, "refused": 1.0, "read_as": None},
    ]


@pytest.mark.slow
def test_scribbles_are_the_same_every_time_and_stay_where_they_are() -> None:
    digits = load_mnist("test").images[:60]
    kinds, again = dict(scribbles(digits)), dict(scribbles(digits))
    assert sum(map(len, kinds.values())) == SCRIBBLED
    for kind, pictures in kinds.items():
        assert len(pictures) == PICTURES
        assert all(np.array_equal(a, b) for a, b in zip(pictures, again[kind], strict=True)), kind
        assert all(np.ptp(picture) > 200 for picture in pictures), kind
    inked = {kind: np.mean([(picture < 128).mean() for picture in kinds[kind]]) for kind in WANDERINGS}
    assert inked["short_scribble"] < inked["scribble"] < inked["long_scribble"]
    # Turn after turn about the middle, not away from it.
    paths = np.stack([wandering(20 * TURN, np.random.default_rng(seed)) for seed in range(200)])
    spread = paths.std(axis=(0, 2))
    assert 0.8 < spread[: 10 * TURN].mean() / spread[10 * TURN :].mean() < 1.25
