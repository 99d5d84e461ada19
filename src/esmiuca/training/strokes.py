"""Digits drawn by program, the way pens draw them: a path, a pen of some width, a hand that is not steady.

MNIST was written in the United States around 1990. Brazilians and Europeans write a 1 with a long flag, cross their 7
and hook the tail of a 9; MNIST barely has those. Each style is a few points on strokes in a box of 1×1 (x to the
right, y downwards), joined by a smooth curve (centripetal form is not needed at this size: uniform Catmull–Rom).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image, ImageDraw

from esmiuca.images.normalize import normalize_ink

Points = list[tuple[float, float]]
Style = list[Points]

SIDE = 160  # pixels of the sheet on which a digit is drawn before it is made small
MARGIN = 40

CIRCLE: Points = [
    (0.55, 0.0),
    (0.12, 0.22),
    (0.02, 0.58),
    (0.3, 0.97),
    (0.72, 0.95),
    (0.98, 0.55),
    (0.85, 0.15),
]

# digit → styles; a corner is a point given twice.
STYLES: dict[int, list[Style]] = {
    0: [
        [[*CIRCLE, (0.5, 0.0)]],
        [[*CIRCLE, (0.62, 0.02), (0.4, 0.08)]],
        [[(0.6, 0.02), (0.9, 0.3), (0.9, 0.7), (0.5, 1.0), (0.1, 0.7), (0.1, 0.3), (0.5, 0.0), (0.75, 0.1)]],
    ],
    1: [
        [[(0.5, 0.0), (0.5, 1.0)]],
        [[(0.28, 0.28), (0.5, 0.0), (0.5, 0.0), (0.5, 1.0)]],
        [[(0.1, 0.42), (0.52, 0.0), (0.52, 0.0), (0.52, 1.0)]],
        [[(0.02, 0.55), (0.3, 0.28), (0.55, 0.0), (0.55, 0.0), (0.52, 1.0)]],
        [[(0.2, 0.3), (0.5, 0.0), (0.5, 0.0), (0.5, 1.0)], [(0.18, 1.0), (0.82, 1.0)]],
        [[(0.08, 0.45), (0.5, 0.0), (0.5, 0.0), (0.5, 1.0)], [(0.1, 1.0), (0.9, 1.0)]],
    ],
    2: [
        [
            [
                (0.08, 0.25),
                (0.35, 0.0),
                (0.75, 0.08),
                (0.8, 0.38),
                (0.4, 0.72),
                (0.02, 1.0),
                (0.02, 1.0),
                (0.95, 1.0),
            ]
        ],
        [
            [
                (0.1, 0.2),
                (0.45, 0.0),
                (0.82, 0.2),
                (0.6, 0.58),
                (0.15, 0.92),
                (0.08, 0.78),
                (0.3, 0.78),
                (0.6, 0.97),
                (0.98, 0.9),
            ]
        ],
        [[(0.1, 0.05), (0.8, 0.02), (0.85, 0.3), (0.45, 0.65), (0.0, 1.0), (0.0, 1.0), (0.9, 0.98)]],
        [
            [
                (0.2, 0.3),
                (0.3, 0.05),
                (0.7, 0.02),
                (0.78, 0.35),
                (0.35, 0.8),
                (0.05, 0.98),
                (0.4, 0.9),
                (0.9, 1.0),
            ]
        ],
    ],
    3: [
        [
            [
                (0.1, 0.12),
                (0.5, 0.0),
                (0.82, 0.2),
                (0.45, 0.46),
                (0.45, 0.46),
                (0.9, 0.7),
                (0.55, 1.0),
                (0.05, 0.88),
            ]
        ],
        [
            [
                (0.1, 0.0),
                (0.85, 0.0),
                (0.85, 0.0),
                (0.4, 0.42),
                (0.4, 0.42),
                (0.9, 0.65),
                (0.6, 1.0),
                (0.08, 0.92),
            ]
        ],
        [
            [
                (0.15, 0.1),
                (0.6, 0.0),
                (0.75, 0.25),
                (0.4, 0.48),
                (0.3, 0.5),
                (0.75, 0.55),
                (0.8, 0.85),
                (0.4, 1.0),
                (0.1, 0.9),
            ]
        ],
    ],
    4: [
        [[(0.3, 0.0), (0.05, 0.58), (0.05, 0.58), (0.95, 0.58)], [(0.68, 0.25), (0.62, 1.0)]],
        [[(0.15, 0.05), (0.1, 0.5), (0.3, 0.55), (0.85, 0.5)], [(0.78, 0.0), (0.72, 1.0)]],
        [[(0.68, 1.0), (0.7, 0.0), (0.7, 0.0), (0.02, 0.66), (0.02, 0.66), (0.98, 0.66)]],
        [[(0.62, 0.0), (0.02, 0.68), (0.02, 0.68), (0.95, 0.66)], [(0.62, 0.0), (0.64, 1.0)]],
        [[(0.4, 0.0), (0.02, 0.6), (0.02, 0.6), (0.6, 0.6), (0.6, 0.6), (0.7, 0.3), (0.7, 0.3), (0.6, 1.0)]],
    ],
    5: [
        [
            [
                (0.85, 0.0),
                (0.2, 0.02),
                (0.2, 0.02),
                (0.14, 0.45),
                (0.14, 0.45),
                (0.6, 0.38),
                (0.88, 0.68),
                (0.5, 1.0),
                (0.05, 0.9),
            ]
        ],
        [
            [(0.2, 0.05), (0.14, 0.45), (0.14, 0.45), (0.6, 0.4), (0.85, 0.7), (0.45, 1.0), (0.05, 0.88)],
            [(0.2, 0.05), (0.9, 0.0)],
        ],
        [[(0.9, 0.02), (0.35, 0.0), (0.25, 0.4), (0.6, 0.48), (0.75, 0.75), (0.4, 1.0), (0.02, 0.92)]],
    ],
    6: [
        [
            [
                (0.7, 0.0),
                (0.25, 0.3),
                (0.05, 0.7),
                (0.35, 1.0),
                (0.8, 0.85),
                (0.7, 0.55),
                (0.3, 0.58),
                (0.1, 0.75),
            ]
        ],
        [[(0.55, 0.0), (0.15, 0.4), (0.1, 0.8), (0.45, 1.0), (0.75, 0.78), (0.5, 0.58), (0.18, 0.75)]],
        [
            [
                (0.85, 0.05),
                (0.45, 0.08),
                (0.1, 0.5),
                (0.15, 0.92),
                (0.65, 0.98),
                (0.85, 0.68),
                (0.5, 0.5),
                (0.12, 0.65),
            ]
        ],
    ],
    7: [
        [[(0.05, 0.02), (0.9, 0.0), (0.9, 0.0), (0.35, 1.0)]],
        [[(0.05, 0.02), (0.9, 0.0), (0.9, 0.0), (0.35, 1.0)], [(0.2, 0.5), (0.88, 0.48)]],
        [[(0.08, 0.02), (0.85, 0.0), (0.85, 0.0), (0.5, 0.5), (0.4, 1.0)], [(0.3, 0.52), (0.85, 0.44)]],
        [[(0.08, 0.2), (0.08, 0.02), (0.08, 0.02), (0.88, 0.02), (0.88, 0.02), (0.5, 0.45), (0.4, 1.0)]],
        [[(0.05, 0.1), (0.4, 0.05), (0.88, 0.0), (0.6, 0.4), (0.4, 1.0)], [(0.15, 0.55), (0.8, 0.45)]],
        # crossed without lifting the pen
        [[(0.05, 0.05), (0.88, 0.0), (0.88, 0.0), (0.4, 1.0), (0.4, 1.0), (0.25, 0.6), (0.85, 0.45)]],
    ],
    8: [
        [
            [
                (0.75, 0.15),
                (0.4, 0.0),
                (0.2, 0.25),
                (0.55, 0.5),
                (0.8, 0.78),
                (0.45, 1.0),
                (0.12, 0.78),
                (0.45, 0.5),
                (0.78, 0.22),
                (0.7, 0.08),
            ]
        ],
        [
            [(0.5, 0.0), (0.2, 0.2), (0.5, 0.46), (0.8, 0.2), (0.5, 0.0)],
            [(0.5, 0.46), (0.08, 0.72), (0.5, 1.0), (0.92, 0.72), (0.5, 0.46)],
        ],
        [
            [
                (0.5, 0.48),
                (0.2, 0.25),
                (0.5, 0.0),
                (0.78, 0.22),
                (0.3, 0.65),
                (0.2, 0.88),
                (0.55, 1.0),
                (0.8, 0.8),
                (0.45, 0.46),
            ]
        ],
    ],
    9: [
        [
            [
                (0.8, 0.2),
                (0.45, 0.0),
                (0.1, 0.25),
                (0.4, 0.5),
                (0.8, 0.25),
                (0.8, 0.15),
                (0.78, 0.6),
                (0.72, 1.0),
            ]
        ],
        [
            [
                (0.78, 0.18),
                (0.4, 0.0),
                (0.12, 0.28),
                (0.45, 0.5),
                (0.8, 0.2),
                (0.85, 0.6),
                (0.6, 0.98),
                (0.1, 0.88),
            ]
        ],
        [
            [
                (0.7, 0.1),
                (0.4, 0.05),
                (0.28, 0.2),
                (0.5, 0.32),
                (0.72, 0.12),
                (0.78, 0.55),
                (0.55, 0.98),
                (0.15, 0.95),
            ]
        ],
        [[(0.75, 0.05), (0.3, 0.05), (0.1, 0.35), (0.6, 0.42), (0.78, 0.05), (0.75, 0.05), (0.7, 1.0)]],
    ],
}


def draw_digits(count: int, seed: int) -> tuple[UInt8[np.ndarray, "N 28 28"], UInt8[np.ndarray, " N"]]:
    """`count` pictures as MNIST stores them and their labels, the ten digits in equal shares."""
    generator = np.random.default_rng(seed)
    labels = np.arange(count, dtype=np.uint8) % 10
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for index, digit in enumerate(labels):
        styles = STYLES[int(digit)]
        ink = draw(styles[generator.integers(len(styles))], generator)
        pixels = normalize_ink(ink)
        assert pixels is not None, "a drawn digit has ink"
        images[index] = pixels
    return images, labels


def draw(style: Style, generator: np.random.Generator) -> Float[np.ndarray, "H W"]:
    """One drawing of a style as ink from 0 to 1 on a sheet: points moved a little, width, aspect and joins by chance."""
    sheet = Image.new("L", (SIDE + 2 * MARGIN, SIDE + 2 * MARGIN))
    pen = ImageDraw.Draw(sheet)
    width = SIDE * generator.uniform(0.05, 0.17)
    aspect = generator.uniform(0.5, 1.05)
    unsteady = generator.uniform(0.01, 0.05)
    for points in style:
        moved = np.asarray(points) + jitter(points, unsteady, generator)
        path = smooth_path(moved) * [SIDE * aspect, SIDE] + MARGIN
        # A pen presses less at the ends than in the middle, some pens not at all.
        taper = 1 - generator.uniform(0, 0.45) * np.abs(np.linspace(-1, 1, len(path))) ** 3
        for (x0, y0), (x1, y1), radius in zip(path[:-1], path[1:], width / 2 * taper[1:], strict=True):
            pen.line((x0, y0, x1, y1), fill=255, width=max(1, round(2 * radius)))
            pen.ellipse((x1 - radius, y1 - radius, x1 + radius, y1 + radius), fill=255)
    return np.asarray(sheet, dtype=np.float64) / 255


def jitter(points: Points, unsteady: float, generator: np.random.Generator) -> Float[np.ndarray, "P 2"]:
    """A move for each point; points given twice (corners) move together, or the corner would become a loop."""
    moves: list[np.ndarray] = []
    for index, point in enumerate(points):
        same = index > 0 and point == points[index - 1]
        moves.append(moves[-1] if same else generator.normal(0, unsteady, 2))
    return np.stack(moves)


def smooth_path(
    points: Float[np.ndarray, "P 2"] | Sequence[Sequence[float]], steps: int = 12
) -> Float[np.ndarray, "S 2"]:
    """A Catmull–Rom curve through the points; a point given twice makes a corner."""
    knots = np.asarray(points, dtype=np.float64)
    before = np.vstack([knots[:1], knots[:-1]])
    after = np.vstack([knots[1:], knots[-1:]])
    tangents = (after - before) / 2
    corner = np.all(np.isclose(knots, before) | np.isclose(knots, after), axis=1)
    tangents[corner] = 0
    t = np.linspace(0, 1, steps)[:, None]
    pieces = []
    for index in range(len(knots) - 1):
        p0, p1, m0, m1 = knots[index], knots[index + 1], tangents[index], tangents[index + 1]
        pieces.append(
            (2 * t**3 - 3 * t**2 + 1) * p0
            + (t**3 - 2 * t**2 + t) * m0
            + (-2 * t**3 + 3 * t**2) * p1
            + (t**3 - t**2) * m1
        )
    return np.vstack(pieces)
