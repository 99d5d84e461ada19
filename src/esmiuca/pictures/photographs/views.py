"""From the sheet to the picture: where the camera stands, how the sheet is turned, what lies around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64, UInt8
from PIL import Image

Points = Float64[np.ndarray, "P 2"]
Extent = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class View:
    """The plane of the sheet, in heights of a digit around the middle of the writing, as the camera sees it."""

    matrix: Float64[np.ndarray, "3 3"]

    @staticmethod
    def turned(angle: float, far: tuple[float, float]) -> View:
        """Turned by an angle in radians; `far` is how much smaller what lies one height to the right, or below, becomes."""
        cos, sin = np.cos(angle), np.sin(angle)
        return View(np.array([[cos, -sin, 0], [sin, cos, 0], [far[0], far[1], 1]]))

    def of(self, points: Points) -> Points:
        """Where points of the sheet are seen."""
        seen = np.column_stack([points, np.ones(len(points))]) @ self.matrix.T
        return seen[:, :2] / seen[:, 2:]

    def back(self) -> View:
        """From what is seen to the sheet."""
        return View(np.linalg.inv(self.matrix))


def corners(extent: Extent) -> Points:
    left, top, right, bottom = extent
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def around(points: Points, margins: Sequence[float] = (0, 0, 0, 0)) -> Extent:
    """The upright rectangle around points, with margins left, top, right and bottom."""
    (left, top), (right, bottom) = points.min(0).tolist(), points.max(0).tolist()
    return left - margins[0], top - margins[1], right + margins[2], bottom + margins[3]


def scaled(extent: Extent, unit: float) -> tuple[int, int]:
    """Height and width in pixels of something that is `extent` large, each unit `unit` pixels."""
    return max(1, round((extent[3] - extent[1]) * unit)), max(1, round((extent[2] - extent[0]) * unit))


def seen(
    sheet: UInt8[np.ndarray, "H W *C"], bounds: Extent, view: View, extent: Extent, unit: float
) -> UInt8[np.ndarray, "H W *C"]:
    """The part `extent` of what the camera sees of a sheet that covers `bounds`; 0 where the sheet does not lie."""
    shape = scaled(extent, unit)
    still = np.allclose(view.matrix, np.eye(3)) and sheet.shape[:2] == shape and bounds == extent
    if still:
        return sheet
    from_picture = np.array([[1 / unit, 0, extent[0]], [0, 1 / unit, extent[1]], [0, 0, 1]])
    to_sheet = np.array([[unit, 0, -bounds[0] * unit], [0, unit, -bounds[1] * unit], [0, 0, 1]])
    matrix = to_sheet @ view.back().matrix @ from_picture
    matrix = matrix / matrix[2, 2]
    data = tuple(matrix.ravel()[:8])
    image = Image.fromarray(sheet).transform(
        (shape[1], shape[0]), Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC
    )
    return np.asarray(image)
