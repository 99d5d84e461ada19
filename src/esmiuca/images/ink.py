"""Where is the ink? A picture's luminance becomes a map of ink: 0 is background, 1 is a stroke.

1. The sheet, where the picture shows what it lies on (sheet.py).
2. What differs from the background: one level, or paper under an uneven light (background.py).
3. The paper's lines and a form's boxes are taken out (lines.py).
4. What is too weak for a stroke is nothing, and what belongs to no digit goes (strays.py).

The page does the same in web/src/core/ink/ink.ts; tests/parity/normalize holds the cases on which the two agree.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float64

from esmiuca.images.background import distance, even_level, ink_on_level, ink_on_paper, median
from esmiuca.images.components import extent
from esmiuca.images.lines import INK, without_lines
from esmiuca.images.morphology import dilate, erode
from esmiuca.images.settings import Preprocessing
from esmiuca.images.sheet import find_sheet
from esmiuca.images.strays import without_grids, without_strays
from esmiuca.images.strength import stroke_strength

FAINTEST = 0.25
"""Of a stroke on paper: fainter ink is what grain, shadows and a camera leave."""
FULL = 0.75
"""Of a stroke on paper: as much is a whole one."""
CLEAR = 0.4
"""Of a whole stroke: paper's lines that shade makes stronger are fainter."""
WEAK = 0.8
"""Of the strongest pixel: strokes that are weaker on an even background, a pencil's, become whole."""
MAY_BE_SHEET = 0.1
"""Of the picture: if less of it is far from the background, there is no sheet on it."""
MOSTLY_SHEET = 0.5
"""Of a picture on an even background: a smaller sheet may be a stroke with holes."""
MOST_DRAWN = 0.35
"""Of a sheet: more of it is not what is written on it."""
LIKE = 0.1
"""Of the contrast: as light as."""
AT_EDGE = 0.15
"""Of a sheet's edge: if more of it is ink, it is a thick stroke's, and no sheet's."""
FAR = 0.25
"""Of the contrast."""
SMALLEST = 0.08
"""Of a sheet's height: what stands on it."""


def find_ink(
    light: Float64[np.ndarray, "H W"], settings: Preprocessing, *, several: bool = False
) -> Float64[np.ndarray, "H W"] | None:
    """The ink in 0–1 of a luminance, dark on light or light on dark; None where nothing is drawn.

    Of `several` digits, small pieces stay: they may be a comma.
    """
    contrast = float(light.max() - light.min())
    if contrast < settings.min_contrast:
        return None
    level = even_level(light, settings)
    if level is None or float((np.abs(light - level) > FAR * contrast).mean()) > MAY_BE_SHEET:
        sheet = find_sheet(light)
        if (
            level is not None
            and sheet is not None
            and sheet.mean() < MOSTLY_SHEET
            and is_cut_out(light, sheet)
        ):
            sheet = None  # as much a thick stroke with something left out of it, an 8 with its two holes
        ink = None if sheet is None else ink_on_sheet(light, sheet, settings, several)
        if ink is not None:
            return ink
    return ink_on(light, level, settings, several)


def is_cut_out(light: Float64[np.ndarray, "H W"], sheet: Bool[np.ndarray, "H W"]) -> bool:
    """Whether what is on the sheet is what is around it: holes in a stroke."""
    contrast = float(light.max() - light.min())
    inside, outside = light[sheet], median(light[~sheet])
    drawn = np.abs(inside - median(inside)) > FAR * contrast
    alike = np.abs(inside - outside) <= LIKE * contrast
    count = np.count_nonzero(drawn)
    return bool(count > MOST_DRAWN * drawn.size or 2 * np.count_nonzero(drawn & alike) > count)


def ink_on_sheet(
    light: Float64[np.ndarray, "H W"], sheet: Bool[np.ndarray, "H W"], settings: Preprocessing, several: bool
) -> Float64[np.ndarray, "H W"] | None:
    """The ink of what lies on a sheet; None where nothing does, so that it may be no sheet at all."""
    window = extent(sheet)
    if window is None:
        return None
    inside = sheet[window]
    part = np.where(inside, light[window], median(light[window][inside]))
    if float(part.max() - part.min()) < settings.min_contrast:
        return None
    ink = ink_on(part, even_level(part, settings), settings, several)
    strong = ink > 0.5
    edge = inside & (erode(np.pad(inside.astype(np.float64), 1), 2)[1:-1, 1:-1] == 0)
    if strong[edge].mean() > AT_EDGE:
        return None
    drawn = extent(strong)
    if drawn is None or drawn[0].stop - drawn[0].start < SMALLEST * len(ink):
        return None
    result = np.zeros(light.shape)
    result[window] = np.where(inside, ink, 0.0)
    return result


def ink_on(
    light: Float64[np.ndarray, "H W"], level: float | None, settings: Preprocessing, several: bool
) -> Float64[np.ndarray, "H W"]:
    """The ink on one even level, or on paper where there is none."""
    ink = ink_on_paper(light) if level is None else ink_on_level(light, level)
    if ink is not None:
        ink = without_lines(without_grids(ink, INK))
        if level is None:
            ink = np.clip((ink - FAINTEST) / (FULL - FAINTEST), 0.0, 1.0)
            ink = without_residue(ink, settings.crop_threshold, CLEAR)
        else:
            strength = stroke_strength(ink)
            if 0 < strength < WEAK:
                ink = np.minimum(ink / strength, 1.0)
            ink = without_residue(ink, settings.crop_threshold, FAINTEST)
        ink = without_strays(ink, settings.crop_threshold, several=several)
        if (ink > settings.crop_threshold).any():
            return ink
    # A sheet that is covered and not written on, stripes, grain: not blank, and no digit either.
    return distance(light, median(light))


def without_residue(
    ink: Float64[np.ndarray, "H W"], threshold: float, certain: float
) -> Float64[np.ndarray, "H W"]:
    """The ink without what is faint and far from any stroke: a printed grid, the other side's ink, a scanner's rings."""
    clear, drawn = extent(ink > certain), extent(ink > threshold)
    if clear is None or drawn is None:
        return ink
    reach = max(2, max(ink.shape) // 64)
    if all(
        abs(a.start - b.start) <= reach and abs(a.stop - b.stop) <= reach
        for a, b in zip(clear, drawn, strict=True)
    ):
        return ink
    return np.where(dilate((ink > certain).astype(np.float64), reach) > 0, ink, 0.0)
