"""Shuffled pictures hold the same pixels, always in the same order."""

from __future__ import annotations

import numpy as np

from esmiuca.data.permutation import pixel_permutation, shuffle_pixels


def test_every_pixel_once_and_hardly_any_where_it_was() -> None:
    order = pixel_permutation()
    assert sorted(order.tolist()) == list(range(784))
    assert (order == np.arange(784)).mean() < 0.02


def test_a_shuffled_picture_can_be_put_back() -> None:
    images = np.random.default_rng(0).integers(0, 256, (3, 28, 28), dtype=np.uint8)
    shuffled, order = shuffle_pixels(images), pixel_permutation()
    assert shuffled[1].ravel()[5] == images[1].ravel()[order[5]]
    back = np.empty_like(images).reshape(3, -1)
    back[:, order] = shuffled.reshape(3, -1)
    assert np.array_equal(back.reshape(images.shape), images)
