"""Writes the golden cases of the preprocessing: python tests/parity/make_normalize_cases.py

Each case is a picture and the 28×28 that it becomes; Python and TypeScript are both tested against them, to
one grey level. Run it only when the rules change on purpose, and read the difference before committing it.
"""

from __future__ import annotations

import base64
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from esmiuca.images import normalize

FOLDER = Path(__file__).parent / "normalize"
SUPERSAMPLING = 4

# Digits as strokes in a unit square, (x, y), y downwards.
STROKES: dict[str, list[list[tuple[float, float]]]] = {
    "0": [[(0.5 + 0.3 * np.sin(t), 0.5 - 0.42 * np.cos(t)) for t in np.linspace(0, 2 * np.pi, 40)]],
    "1": [[(0.35, 0.25), (0.52, 0.08), (0.52, 0.92)]],
    "2": [
        [(0.2, 0.3), (0.3, 0.12), (0.5, 0.06), (0.7, 0.14), (0.75, 0.32), (0.5, 0.6), (0.2, 0.9), (0.82, 0.9)]
    ],
    "3": [[(0.22, 0.12), (0.7, 0.1), (0.45, 0.42), (0.72, 0.55), (0.72, 0.78), (0.5, 0.92), (0.2, 0.85)]],
    "4": [[(0.6, 0.08), (0.15, 0.62), (0.85, 0.62)], [(0.62, 0.35), (0.62, 0.95)]],
    "5": [[(0.75, 0.1), (0.3, 0.1), (0.27, 0.45), (0.6, 0.42), (0.75, 0.65), (0.6, 0.9), (0.22, 0.86)]],
    "7": [[(0.18, 0.12), (0.8, 0.1), (0.4, 0.92)], [(0.3, 0.5), (0.68, 0.5)]],
}


def draw(
    digit: str, width: int, height: int, box: tuple[float, float, float, float], pen: float
) -> np.ndarray:
    """Coverage in 0–1 (height, width) of a digit in box = (left, top, width, height), with a round pen."""
    k = SUPERSAMPLING
    image = Image.new("L", (width * k, height * k), 0)
    canvas = ImageDraw.Draw(image)
    left, top, box_width, box_height = box
    radius = pen * k / 2
    for stroke in STROKES[digit]:
        points = [((left + x * box_width) * k, (top + y * box_height) * k) for x, y in stroke]
        canvas.line(points, fill=255, width=max(1, round(pen * k)))
        for x, y in points:
            canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(image.reduce(k), dtype=np.float64) / 255


def paint(coverage: np.ndarray, ink: tuple[int, int, int], paper: tuple[int, int, int]) -> np.ndarray:
    """RGBA (H, W, 4): the coverage as ink on paper."""
    colour = coverage[..., None] * np.array(ink) + (1 - coverage[..., None]) * np.array(paper)
    return rgba(colour)


def rgba(colour: np.ndarray, alpha: np.ndarray | None = None) -> np.ndarray:
    """RGBA (H, W, 4) of a grey (H, W) or coloured (H, W, 3) picture in 0–255, opaque without alpha (H, W)."""
    if colour.ndim == 2:
        colour = np.repeat(colour[..., None], 3, axis=2)
    opacity = np.full(colour.shape[:2], 255.0) if alpha is None else alpha
    return np.floor(np.clip(np.dstack((colour, opacity)), 0, 255) + 0.5).astype(np.uint8)


def photo(
    coverage: np.ndarray, rng: np.random.Generator, noise: float, dark: float, bright: float
) -> np.ndarray:
    """Grey (H, W) in 0–255: ink on paper lit from a corner, with the camera's noise."""
    height, width = coverage.shape
    y, x = np.mgrid[0:height, 0:width]
    light = dark + (bright - dark) * (0.7 * x / width + 0.3 * y / height)
    return light * (1 - 0.7 * coverage) + rng.normal(0, noise, coverage.shape)


def jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    """The picture after a visit to JPEG."""
    buffer = io.BytesIO()
    Image.fromarray(picture[..., :3]).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer).convert("RGBA"))


def cases() -> Iterator[tuple[str, np.ndarray]]:
    """Every case: its name and its picture, RGBA (H, W, 4)."""
    rng = np.random.default_rng(20240610)
    black, white = (0, 0, 0), (255, 255, 255)
    yield "dark-on-light", paint(draw("2", 120, 120, (25, 20, 70, 80), 8), black, white)
    yield "light-on-dark", paint(draw("3", 120, 120, (25, 20, 70, 80), 8), white, black)
    yield "off-centre", paint(draw("5", 200, 160, (4, 3, 50, 60), 6), black, white)
    yield "tiny", paint(draw("7", 12, 12, (1, 1, 10, 10), 1.5), black, white)
    yield "huge", paint(draw("4", 1200, 900, (300, 90, 560, 720), 48), black, white)
    yield "fills-the-picture", paint(draw("0", 80, 96, (6, 4, 68, 88), 7), black, white)
    yield "symmetric", paint(draw("0", 61, 61, (10, 10, 41, 41), 5), black, white)
    yield "coloured-ink", paint(draw("2", 140, 110, (40, 12, 60, 84), 7), (20, 40, 200), (250, 244, 190))
    yield "red-on-blue", paint(draw("3", 100, 100, (20, 10, 60, 80), 8), (240, 60, 40), (10, 20, 90))
    yield "low-contrast", paint(draw("5", 100, 100, (20, 10, 60, 80), 7), (150, 150, 150), (186, 186, 186))
    yield "below-contrast", paint(draw("5", 100, 100, (20, 10, 60, 80), 7), (150, 150, 150), (170, 170, 170))
    coverage = draw("2", 100, 120, (15, 15, 70, 90), 9)
    yield "dark-on-transparent", rgba(np.zeros(coverage.shape), coverage * 255)
    yield "light-on-transparent", rgba(np.full(coverage.shape, 255.0), coverage * 255)
    yield "half-transparent", rgba(np.full(coverage.shape, 90.0), coverage * 128)
    yield "fully-transparent", rgba(rng.integers(0, 256, (40, 50)).astype(float), np.zeros((40, 50)))
    y, x = np.mgrid[0:64, 0:64]
    yield "transparent-gradient", rgba((x * 4).astype(float), (y * 4).astype(float))
    yield "photo", rgba(photo(draw("4", 240, 180, (70, 25, 100, 130), 10), rng, 4, 70, 225))
    yield "photo-noisy", rgba(photo(draw("3", 200, 260, (50, 50, 100, 150), 13), rng, 9, 60, 235))
    chalk = 255 - photo(draw("7", 180, 180, (40, 30, 100, 120), 9), rng, 4, 80, 230)
    yield "photo-light-on-dark", rgba(chalk)
    speckled = photo(draw("2", 200, 200, (50, 40, 100, 120), 10), rng, 2, 90, 230)
    speckled[20:25, 20:26] = speckled[170:174, 180:183] = 30
    yield "photo-with-specks", rgba(speckled)
    yield "jpeg", jpeg(paint(draw("5", 160, 160, (40, 25, 80, 110), 9), (30, 30, 60), (235, 230, 220)), 30)
    yield "jpeg-photo", jpeg(rgba(photo(draw("0", 320, 240, (100, 40, 110, 160), 14), rng, 3, 80, 220)), 60)
    yield "mnist-like", paint(np.pad(draw("3", 20, 20, (0, 0, 20, 20), 2.4), 4), white, black)
    yield "thin-line", paint((np.abs(np.mgrid[0:300, 0:200][1] - 90) < 1).astype(float), black, white)
    yield "thin-line-huge", paint((np.abs(np.mgrid[0:1000, 0:700][0] - 400) < 2).astype(float), black, white)
    dot = np.zeros((40, 40))
    dot[9, 31] = 1
    yield "single-dot", paint(dot, black, white)
    two = np.zeros((90, 90))
    two[10:14, 10:14] = two[70:74, 60:64] = 1
    yield "two-dots", paint(two, white, black)
    yield "one-pixel", paint(np.ones((1, 1)), black, white)
    yield "two-pixels", paint(np.array([[0.0, 1.0]]), black, white)
    yield "very-wide", paint(draw("2", 900, 20, (300, 1, 240, 18), 3), black, white)
    yield "very-tall", paint(draw("1", 16, 700, (2, 60, 12, 500), 3), white, black)
    yield "blank-white", paint(np.zeros((50, 60)), black, white)
    yield "blank-black", paint(np.zeros((60, 50)), white, black)
    yield "half-black", paint((np.mgrid[0:80, 0:80][1] < 40).astype(float), black, white)
    yield "checkers", rgba(((np.mgrid[0:70, 0:90].sum(axis=0) // 10) % 2) * 255.0)
    yield from kinds(rng)
    yield "noise", rgba(rng.integers(0, 256, (48, 36)).astype(float))


def kinds(rng: np.random.Generator) -> Iterator[tuple[str, np.ndarray]]:
    """What people bring beside the ink: sheets, lines, boxes, shade, specks, hues, transparency."""
    black, white = (0, 0, 0), (255, 255, 255)
    seven = draw("7", 200, 160, (60, 30, 80, 100), 9)
    framed = paint(seven, black, white)
    framed[:2] = framed[-2:] = (255, 0, 255, 255)
    framed[:, :2] = framed[:, -2:] = (255, 0, 255, 255)
    yield "frame", framed
    desk = np.zeros((220, 260, 4), np.uint8)
    desk[...] = (110, 80, 50, 255)
    desk[30:190, 30:230] = paint(seven, (40, 40, 60), (240, 238, 230))
    yield "sheet-on-a-desk", desk
    turned = Image.new("RGB", (240, 240), (60, 70, 80))
    page = Image.fromarray(paint(seven, (30, 30, 90), (235, 235, 225))).convert("RGB")
    turned.paste(
        page.rotate(12, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=(60, 70, 80)), (5, 20)
    )
    yield "turned-sheet", jpeg(np.asarray(turned), 80)
    shaded = paint(draw("3", 200, 200, (60, 30, 70, 100), 8), black, white)
    shaded[172:, :, :3] = shaded[172:, :, :3] // 2
    yield "shadow-at-the-foot", shaded
    grid = photo(draw("0", 220, 200, (60, 40, 90, 120), 6), rng, 2, 170, 200)
    grid[20::40] -= 35
    grid[:, 12::40] -= 35
    yield "squared-paper", rgba(grid)
    ruled = photo(draw("4", 220, 180, (60, 20, 90, 120), 7), rng, 3, 150, 210)
    for column in range(220):
        ruled[60 + column // 40, column] -= 50
        ruled[115 + column // 40 : 117 + column // 40, column] -= 50
    yield "ruled-paper", rgba(ruled)
    under = draw("2", 200, 180, (60, 20, 70, 110), 8)
    under[150:154, 20:180] = 1
    yield "underlined", paint(under, (20, 20, 20), (250, 250, 250))
    box = draw("5", 160, 180, (50, 40, 60, 90), 7)
    box[20:22, 25:135] = box[155:157, 25:135] = box[20:157, 25:27] = box[20:157, 133:135] = 1
    yield "form-box", paint(box, (10, 40, 120), white)
    specks = draw("3", 200, 200, (70, 60, 60, 90), 9)
    specks[0:6, 120:128] = specks[40:43, 30:34] = specks[180:184, 150:153] = 1
    yield "specks", paint(specks, black, white)
    yield "hue-alone", paint(draw("7", 160, 160, (40, 30, 80, 100), 10), (255, 150, 170), (170, 230, 190))
    card = paint(seven, black, white)
    card[:12, :, 3] = card[-12:, :, 3] = 0
    card[:, :15, 3] = card[:, -15:, 3] = 0
    card[card[..., 3] == 0] = 0
    yield "transparent-margin", card
    column = paint(seven, black, white)
    column[:, -1, 3] = 139
    yield "half-transparent-column", column
    five = draw("5", 140, 170, (15, 15, 110, 140), 18)
    rows, columns = np.flatnonzero(five.any(axis=1)), np.flatnonzero(five.any(axis=0))
    tight = five[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    yield "tight-crop", paint(tight, black, white)
    yield "tight-crop-light", paint(tight, white, (30, 90, 40))
    pencil = draw("2", 200, 200, (60, 30, 80, 130), 6) * rng.uniform(0.3, 0.75, (200, 200))
    yield "pencil", rgba(245 - 160 * pencil + rng.normal(0, 1, pencil.shape))
    scan = photo(draw("4", 200, 200, (50, 40, 100, 120), 8), rng, 1, 215, 230)
    scan[:, 188:] = 25 + rng.normal(0, 6, (200, 12))
    yield "scanners-edge", rgba(scan)
    y, x = np.mgrid[0:200, 0:240]
    dim = photo(draw("3", 240, 200, (80, 40, 80, 120), 8), rng, 2, 190, 190)
    yield "vignette", rgba(dim * (1 - 0.6 * (((x - 120) / 150) ** 2 + ((y - 100) / 130) ** 2)))


def main() -> None:
    """Write every case into its own file."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, picture in cases():
        seen = normalize(picture)
        case = {
            "name": name,
            "width": picture.shape[1],
            "height": picture.shape[0],
            "rgba_zlib": base64.b64encode(zlib.compress(picture.tobytes(), 9)).decode(),
            "expected": None if seen is None else base64.b64encode(seen.tobytes()).decode(),
        }
        (FOLDER / f"{name}.json").write_text(json.dumps(case, indent=1) + "\n")


if __name__ == "__main__":
    main()
