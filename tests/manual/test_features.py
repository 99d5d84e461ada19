"""Manual features: what they are on pictures where that is known, and the cases that the page is held to."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import arrays

from esmiuca.manual.classifier import columns, subsets
from esmiuca.manual.features import (
    FeatureSettings,
    hog_features,
    manual_features,
    profile_features,
    zoning_features,
)

CASES = json.loads((Path(__file__).parents[1] / "parity" / "manual" / "features.json").read_text())
SETTINGS = FeatureSettings()
SIDE = SETTINGS.side


def decoded(text: str, kind: type) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), kind)


def test_the_shared_cases_are_what_python_gives_now() -> None:
    assert CASES["settings"] == asdict(SETTINGS), "run tests/parity/make_manual_cases.py"
    assert CASES["sizes"] == SETTINGS.sizes
    pictures = np.stack([decoded(case["pixels"], np.uint8).reshape(SIDE, SIDE) for case in CASES["cases"]])
    wanted = np.stack([decoded(case["features"], np.float32) for case in CASES["cases"]])
    assert manual_features(pictures) == pytest.approx(wanted, abs=1e-5)


def test_a_blank_picture_measures_nothing() -> None:
    assert not manual_features(np.zeros((1, SIDE, SIDE), np.uint8)).any()


def test_no_pictures_give_no_rows() -> None:
    assert manual_features(np.zeros((0, SIDE, SIDE), np.uint8)).shape == (0, sum(SETTINGS.sizes.values()))


def test_zones_hold_their_mean_ink() -> None:
    ink = np.zeros((1, SIDE, SIDE))
    ink[0, 4:8, 8:10] = 1  # half of the zone in row 1, column 2
    zones = zoning_features(ink, SETTINGS)[0].reshape(7, 7)
    assert zones[1, 2] == 0.5
    assert zones.sum() == 0.5


def test_profiles_count_ink_and_strokes() -> None:
    ink = np.zeros((1, SIDE, SIDE))
    ink[0, 3, [0, 1, 5, 27]] = [1, 1, 1, 0.5]  # three strokes, at both borders too
    ink[0, 20, 9] = 0.49  # ink, but no stroke
    rows, row_columns, across, down = profile_features(ink, SETTINGS)[0].reshape(4, SIDE)
    assert rows[3] == pytest.approx(3.5 / SIDE)
    assert row_columns[9] == pytest.approx(0.49 / SIDE)
    assert across[[3, 20]].tolist() == [3, 0]
    assert down[[0, 1, 5, 9, 27]].tolist() == [1, 1, 1, 0, 1]


def test_hog_sees_the_direction_and_not_the_contrast() -> None:
    ramp = np.broadcast_to(np.linspace(0, 1, SIDE), (1, SIDE, SIDE))
    both = hog_features(np.concatenate((ramp, ramp * 0.2)), SETTINGS).reshape(2, -1, SETTINGS.orientations)
    assert both[0, :, 0].min() > 0, "brightness changes to the right, 0°, everywhere"
    assert not both[:, :, 1:].any()
    assert both[1] == pytest.approx(both[0], abs=1e-3)


@settings(deadline=None, max_examples=40)
@given(arrays(np.uint8, (1, SIDE, SIDE)))
def test_measures_keep_their_ranges(picture: np.ndarray) -> None:
    row = manual_features(picture)[0]
    hog, zones, profiles = np.split(row, np.cumsum(list(SETTINGS.sizes.values()))[:-1])
    assert np.isfinite(row).all()
    assert row.min() >= 0
    assert hog.max() <= 1
    assert zones.max() <= 1
    assert profiles[: 2 * SIDE].max() <= 1
    # Of 28 pixels every other one can begin a stroke.
    assert profiles[2 * SIDE :].max() <= SIDE / 2


def test_every_choice_of_groups_reads_its_own_columns() -> None:
    choices = subsets(list(SETTINGS.sizes))
    assert list(choices)[-1] == "hog+zoning+profiles"
    assert len(choices) == 7
    sizes = SETTINGS.sizes
    for groups in choices.values():
        at = columns(groups, SETTINGS)
        assert len(set(at.tolist())) == len(at) == sum(sizes[group] for group in groups)
    assert columns(("zoning",), SETTINGS)[0] == sizes["hog"]
