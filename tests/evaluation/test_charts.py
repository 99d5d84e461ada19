"""Charts put marks where the numbers say, and are well-formed pictures of their own."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from scipy.stats import binomtest

from esmiuca.evaluation.charts import across, curve, mistakes_bars, reliability_diagram, up, wilson

SVG = "{http://www.w3.org/2000/svg}"


def marks(picture: str, tag: str, kind: str) -> list[ElementTree.Element]:
    return [mark for mark in ElementTree.fromstring(picture).iter(SVG + tag) if mark.get("class") == kind]


def number(mark: ElementTree.Element, name: str) -> float:
    return float(mark.get(name) or "nan")


def test_reliability_shows_share_right_above_percentage_given() -> None:
    bins = [
        {"from": 0.4, "images": 20, "confidence": 0.45, "accuracy": 0.6},
        {"from": 0.9, "images": 5000, "confidence": 0.99, "accuracy": 0.98},
    ]
    picture = reliability_diagram("Pens <& papers>", bins)
    points = marks(picture, "circle", "point")
    assert [number(point, "cx") for point in points] == pytest.approx([across(0.45), across(0.99)], abs=0.1)
    assert [number(point, "cy") for point in points] == pytest.approx([up(0.6), up(0.98)], abs=0.1)
    few, many = (number(mark, "y1") - number(mark, "y2") for mark in marks(picture, "line", "range"))
    assert few > 20 * many
    assert "20 pictures: 45.0% given, 60.0% right" in picture


@pytest.mark.parametrize(("right", "count"), [(5, 10), (1, 1), (0, 20), (9861, 9870)])
def test_wilsons_interval_is_scipys(right: int, count: int) -> None:
    expected = binomtest(right, count).proportion_ci(0.95, method="wilson")
    assert wilson(right / count, count) == pytest.approx((expected.low, expected.high), abs=1e-5)


def test_a_curve_goes_from_the_least_change_to_the_greatest() -> None:
    picture = curve("Thickened", "pixels", [(-2, 0.79), (-1.9, 0.9), (0, 1.0), (2, 0.93)])
    points = marks(picture, "circle", "point")
    assert [number(point, "cx") for point in points] == pytest.approx(
        [across(0), across(0.025), across(0.5), across(1)], abs=0.1
    )
    # The axis begins at 70%, the tenth below the lowest point.
    assert [number(point, "cy") for point in points] == pytest.approx(
        [up(0.3), up(2 / 3), up(1), up(0.23 / 0.3)], abs=0.1
    )
    words = ["".join(mark.itertext()) for mark in ElementTree.fromstring(picture).iter(SVG + "text")]
    assert "70%" in words
    assert "−2" in words
    assert "−1.9" not in words  # it would touch −2


def test_bars_of_mistakes_begin_at_zero_and_the_worst_is_first() -> None:
    picture = mistakes_bars("Read wrong", {"fog": 0.98, "zigzag": 0.92, "shear": 0.96})
    bars = marks(picture, "rect", "bar")
    assert len({bar.get("x") for bar in bars}) == 1
    longest = number(bars[0], "width")
    assert [number(bar, "width") / longest for bar in bars] == pytest.approx([1, 0.5, 0.25], abs=0.01)
    words = ["".join(mark.itertext()) for mark in ElementTree.fromstring(picture).iter(SVG + "text")]
    assert words == ["Read wrong", "zigzag", "8.00%", "shear", "4.00%", "fog", "2.00%"]
    assert marks(mistakes_bars("None", {"fog": 1.0}), "rect", "bar")[0].get("width") == "0.0"
