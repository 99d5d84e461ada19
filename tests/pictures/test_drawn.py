"""Pictures drawn by program: digits, letters, marks on digits, and what is not a digit."""

from __future__ import annotations

import numpy as np

from esmiuca.data import load_mnist
from esmiuca.pictures.marks import draw_marked
from esmiuca.pictures.nondigits import SHARES, draw_nondigits
from esmiuca.pictures.strokes import draw_digits, draw_letters
from esmiuca.pictures.styles import HELD_OUT_LETTERS, HELD_OUT_STYLES, LETTER_STYLES, STYLES, expand, parse


def test_a_style_is_strokes_of_points_with_corners_twice() -> None:
    assert parse("0 5,50 100!/25 0") == [[(0.0, 0.05), (0.5, 1.0), (0.5, 1.0)], [(0.25, 0.0)]]


def test_a_form_gives_every_combination_of_its_alternatives() -> None:
    assert expand("0 0,(5 5|6 6!),9 9(|/1 1)") == [
        "0 0,5 5,9 9",
        "0 0,5 5,9 9/1 1",
        "0 0,6 6!,9 9",
        "0 0,6 6!,9 9/1 1",
    ]
    assert expand("(1|2(3|4)) 0") == ["1 0", "23 0", "24 0"]


def test_every_digit_has_many_styles_each_once_within_its_box_and_others_are_held_out() -> None:
    assert sorted(STYLES) == sorted(HELD_OUT_STYLES) == list(range(10))
    found: set[str] = set()
    for digit, forms in STYLES.items():
        trained = [repr(style) for form in forms for style in form]
        held_out = [repr(style) for style in HELD_OUT_STYLES[digit]]
        assert len(trained) >= 25, digit
        assert len(held_out) >= 3, digit
        every = {*trained, *held_out}
        assert len(every) == len(trained) + len(held_out), digit
        assert not every & found, digit  # no two digits are written the same
        found |= every
        for style in [*(style for form in forms for style in form), *HELD_OUT_STYLES[digit]]:
            assert all(len(points) > 1 for points in style)
            assert all(0 <= value <= 1 for points in style for point in points for value in point)


def test_letters_have_something_held_out_and_nothing_that_is_a_digit() -> None:
    assert set(LETTER_STYLES) >= HELD_OUT_LETTERS
    assert not {"O", "o", "0", "1"} & set(
        LETTER_STYLES
    )  # what has a digit's shape can't be taught as a non-digit


def test_held_out_digits_are_other_drawings_of_the_right_digits() -> None:
    _, labels = draw_digits(90, seed=1, held_out=True)
    assert np.bincount(labels, minlength=10).tolist() == [9] * 10
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
