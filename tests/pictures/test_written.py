"""People's strokes, written again by another pen and hand."""

from __future__ import annotations

import numpy as np

from esmiuca.data.drawing import Drawing
from esmiuca.pictures.written import draw_written, rewritten

TURN = np.linspace(0, 2 * np.pi, 40)
RING = Drawing("1", "0", (np.stack([300 + 40 * np.cos(TURN), 200 + 90 * np.sin(TURN)], axis=1),))
CROSSED = Drawing("2", "7", (np.array([[0, 0], [60, 0], [20, 100]]), np.array([[20, 50], [60, 50]])))
DOT = Drawing("3", "1", (np.array([[5.0, 5.0]]),))


def test_every_drawing_comes_in_turn_each_time_another_picture() -> None:
    images, labels = draw_written(7, [RING, CROSSED, DOT], seed=1)
    assert labels[:6].tolist() == [0, 7, 1] * 2
    assert labels[6] in (0, 1, 7)
    assert images.shape == (7, 28, 28)
    assert (images.max((1, 2)) > 200).all()
    assert not np.array_equal(images[0], images[3])
    again, _ = draw_written(7, [RING, CROSSED, DOT], seed=1)
    assert np.array_equal(images, again)
    assert draw_written(0, [RING], seed=1)[0].shape == (0, 28, 28)


def test_a_digit_keeps_its_strokes_and_its_shape() -> None:
    generator = np.random.default_rng(5)
    for _ in range(50):
        strokes = rewritten(CROSSED.strokes, generator)
        assert len(strokes) == 2
        every = np.concatenate(strokes)
        assert every.min() >= 0
        assert every.max() == 1
        stem, bar = strokes
        assert stem[0, 1] < bar[:, 1].mean() < stem[-1, 1]  # the bar is between top and foot
        (ring,) = rewritten(RING.strokes, generator)
        assert np.hypot(*(ring[0] - ring[-1])) < 0.05  # closed as it was
    # A ring's picture has a hole.
    images, _ = draw_written(20, [RING], seed=3)
    assert (images[:, 13:15, 13:15].mean((1, 2)) < 60).mean() > 0.8
