"""Draws web/src/kit/pictures/study.png, the colour chapter's example: python web/build/study_picture.py

The study room of the deck's cover: lamp, window at dusk, books of all hues, laptop, red chair, panda. It is ours from
the first pixel, and every plane of every colour space has something to show in it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

TARGET = Path(__file__).parents[1] / "src" / "kit" / "pictures" / "study.png"
WIDTH, HEIGHT = 360, 270
SUPERSAMPLING = 4

Colour = tuple[int, int, int]
BOOKS: list[Colour] = [
    (214, 40, 40),
    (247, 198, 43),
    (36, 140, 72),
    (24, 170, 190),
    (35, 76, 180),
    (190, 44, 140),
    (242, 120, 36),
    (250, 242, 226),
    (96, 58, 150),
    (120, 190, 60),
]


def glow(size: tuple[int, int], centre: tuple[float, float], near: Colour, far: Colour) -> Image.Image:
    """A wall lit from `centre` (shares of the picture), the colour falling off with the distance."""
    x, y = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 0.75, size[1]))
    share = np.exp(-2.6 * np.hypot(x - centre[0], y - centre[1]))[..., None]  # (H, W, 1)
    return Image.fromarray((share * near + (1 - share) * np.array(far)).astype(np.uint8))


def dusk(size: tuple[int, int]) -> Image.Image:
    """Night blue above, through magenta to the orange of the horizon."""
    stops = np.array([(16, 26, 84), (74, 52, 150), (214, 84, 130), (255, 170, 70)], dtype=float)
    rows = np.linspace(0, len(stops) - 1, size[1])
    levels = np.stack([np.interp(rows, range(len(stops)), stops[:, i]) for i in range(3)], axis=1)
    return Image.fromarray(np.repeat(levels[:, None], size[0], axis=1).astype(np.uint8))


class Pen:
    """Pillow's shapes, in pixels of the finished picture."""

    def __init__(self, image: Image.Image):
        self._draw = ImageDraw.Draw(image)

    def box(self, *corners: float, fill: Colour, radius: float = 0) -> None:
        """A rectangle: left, top, right, bottom."""
        self._draw.rounded_rectangle(_larger(corners), radius * SUPERSAMPLING, fill)

    def oval(self, *corners: float, fill: Colour) -> None:
        """An ellipse in a rectangle."""
        self._draw.ellipse(_larger(corners), fill)

    def shape(self, *points: float, fill: Colour) -> None:
        """A polygon: x, y, x, y, …"""
        self._draw.polygon(_larger(points), fill)


def _larger(lengths: tuple[float, ...]) -> list[float]:
    return [length * SUPERSAMPLING for length in lengths]


def window(image: Image.Image, pen: Pen) -> None:
    """The window, its dusk, moon and hills."""
    pen.box(196, 18, 342, 132, fill=(110, 66, 40), radius=3)
    image.paste(dusk((134 * SUPERSAMPLING, 102 * SUPERSAMPLING)), (202 * SUPERSAMPLING, 24 * SUPERSAMPLING))
    pen.oval(296, 32, 318, 54, fill=(255, 246, 214))
    pen.shape(202, 112, 232, 94, 262, 110, 296, 90, 336, 108, 336, 126, 202, 126, fill=(28, 92, 70))
    pen.shape(202, 122, 244, 108, 290, 121, 336, 112, 336, 126, 202, 126, fill=(60, 150, 62))
    pen.box(267, 24, 271, 126, fill=(110, 66, 40))


def shelf(pen: Pen) -> None:
    """A shelf of books, every hue among them."""
    left = 22.0
    for index, colour in enumerate(BOOKS * 2):
        width = 6 + (index * 5) % 4
        height = 34 + (index * 7) % 13
        pen.box(left, 74 - height, left + width, 74, fill=colour, radius=1)
        left += width + 0.8
        if left > 152:
            break
    pen.box(14, 74, 172, 80, fill=(124, 74, 42), radius=1)


def lamp(pen: Pen) -> None:
    """The lamp that the room is lit by."""
    pen.box(46, 118, 50, 190, fill=(70, 50, 40))
    pen.shape(28, 126, 68, 126, 58, 98, 38, 98, fill=(255, 214, 120))
    pen.oval(40, 120, 56, 132, fill=(255, 250, 224))
    pen.box(32, 186, 64, 192, fill=(70, 50, 40), radius=3)


def laptop(pen: Pen) -> None:
    """A laptop that shows an 8 in pixels."""
    pen.box(84, 128, 168, 186, fill=(60, 62, 70), radius=4)
    pen.box(89, 133, 163, 181, fill=(18, 120, 168), radius=2)
    eight = ("01110", "10001", "10001", "01110", "10001", "10001", "01110")
    for row, line in enumerate(eight):
        for column, mark in enumerate(line):
            if mark == "1":
                pen.box(
                    112 + 6 * column, 137 + 6 * row, 117 + 6 * column, 142 + 6 * row, fill=(190, 250, 250)
                )
    pen.shape(76, 192, 84, 186, 168, 186, 176, 192, fill=(150, 152, 160))


def chair(pen: Pen) -> None:
    """The red chair."""
    pen.box(274, 136, 340, 226, fill=(196, 24, 34), radius=16)
    pen.box(282, 144, 332, 214, fill=(228, 48, 50), radius=12)
    pen.box(264, 214, 350, 240, fill=(168, 16, 28), radius=10)
    pen.box(302, 240, 312, 270, fill=(46, 40, 42))


def panda(pen: Pen) -> None:
    """The panda, reading."""
    black, white = (28, 24, 26), (250, 248, 244)
    pen.oval(196, 186, 268, 262, fill=white)
    pen.oval(188, 196, 220, 246, fill=black)
    pen.oval(244, 196, 276, 246, fill=black)
    for left in (200, 244):
        pen.oval(left, 138, left + 20, 158, fill=black)
    pen.oval(199, 142, 265, 204, fill=white)
    for left, right in ((211, 225), (239, 253)):
        pen.oval(left, 162, right, 182, fill=black)
        pen.oval(left + 4, 167, left + 9, 172, fill=white)
    pen.oval(227, 180, 237, 188, fill=black)
    pen.shape(198, 220, 232, 228, 232, 256, 198, 248, fill=(24, 150, 150))
    pen.shape(266, 220, 232, 228, 232, 256, 266, 248, fill=(18, 116, 124))
    pen.shape(202, 218, 232, 225, 232, 228, 198, 220, fill=(255, 250, 230))
    pen.shape(262, 218, 232, 225, 232, 228, 266, 220, fill=(255, 250, 230))


def main() -> None:
    """Draw the picture, four times as large, and reduce it."""
    size = (WIDTH * SUPERSAMPLING, HEIGHT * SUPERSAMPLING)
    image = glow(size, (0.13, 0.31), (255, 196, 104), (150, 62, 34))
    pen = Pen(image)
    window(image, pen)
    shelf(pen)
    pen.box(0, 192, 360, 270, fill=(104, 58, 32))
    pen.box(0, 192, 360, 196, fill=(150, 92, 52))
    lamp(pen)
    laptop(pen)
    chair(pen)
    panda(pen)
    pen.box(20, 214, 92, 226, fill=(190, 44, 140), radius=2)
    pen.box(26, 203, 84, 214, fill=(247, 198, 43), radius=2)
    pen.box(112, 224, 128, 250, fill=(236, 236, 232), radius=3)
    pen.oval(112, 220, 128, 228, fill=(70, 40, 24))
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
