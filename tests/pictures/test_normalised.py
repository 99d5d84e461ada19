"""Photographs as training gets them."""

from __future__ import annotations

import numpy as np

from esmiuca import Detector
from esmiuca.pictures.photographs import normalised
from esmiuca.pictures.photographs.normalised import HELD_OUT, SINGLE, draw_photographs, likeness


def test_every_digit_comes_equally_often_and_the_seed_decides():
    images, labels = draw_photographs(20, 3)
    again, _ = draw_photographs(20, 3)
    others, _ = draw_photographs(20, 4)
    assert images.shape == (20, 28, 28)
    assert np.bincount(labels).tolist() == [2] * 10
    np.testing.assert_array_equal(images, again)
    assert (images != others).any(axis=(1, 2)).all()
    assert (images.max(axis=(1, 2)) > 0).all()


def test_most_are_read_by_the_network_that_is_shipped():
    images, labels = draw_photographs(60, 5)
    assert (Detector().logits(images).argmax(1) == labels).mean() > 0.8


def test_what_is_held_out_is_written_in_styles_of_its_own():
    images, labels = draw_photographs(20, 3, held_out=True)
    assert np.bincount(labels).tolist() == [2] * 10
    assert (images != draw_photographs(20, 3)[0]).any(axis=(1, 2)).all()
    assert set(HELD_OUT) < set(SINGLE)


def test_a_digit_that_the_preprocessing_lost_is_never_taken(monkeypatch):
    """Nothing resembles its ink that much: what is left is the ink itself."""
    monkeypatch.setattr(normalised, "ALIKE", 1.1)
    monkeypatch.setattr(normalised, "MOST_TRIES", 2)
    images, labels = draw_photographs(10, 6)
    assert (Detector().logits(images).argmax(1) == labels).sum() >= 9


def test_likeness():
    bar, other = np.zeros((28, 28), np.uint8), np.zeros((28, 28), np.uint8)
    bar[4:24, 8:10] = other[4:24, 20:22] = 255
    assert likeness(bar, bar) > 0.999
    assert likeness(bar, np.roll(bar, 1, axis=1)) > 0.8
    assert likeness(bar, other) < 0.05
    assert likeness(bar, np.zeros_like(bar)) == 0
