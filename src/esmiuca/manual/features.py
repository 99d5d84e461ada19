"""Hand-designed features of a digit, in three groups.

- `hog`: histograms of oriented gradients. Dalal and Triggs, "Histograms of oriented gradients for human detection", 2005;
  computed by scikit-image.
- `zoning`: mean ink of each zone of a grid. Trier, Jain and Taxt, "Feature extraction methods for character recognition:
  a survey", 1996.
- `profiles`: mean ink of each row and column, and how many strokes each of them crosses; the same survey.

The page computes the same (`web/src/labs/manual/manualFeatures.ts`); `tests/parity/manual` holds the cases on which they
agree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, UInt8
from skimage.feature import hog

WHITE = 255


@dataclass(frozen=True)
class FeatureSettings:
    """The sizes that a person had to decide on; they land in the manifest, where the page reads them."""

    side: int = 28  # pixels of the picture
    cell: int = 4  # pixels a side of HOG's cells: a pen's stroke is two to four wide
    orientations: int = 9  # of edges, over half a turn; as in the paper
    block: int = 2  # cells a side within which contrast is evened out; as in the paper
    zone: int = 4  # pixels a side of a zone
    ink: float = 0.5  # of a pixel, from which on it belongs to a stroke that is crossed

    @property
    def sizes(self) -> dict[str, int]:
        """How many numbers each group has, in the order in which they stand in a row of features."""
        blocks = self.side // self.cell - self.block + 1
        return {
            "hog": blocks**2 * self.block**2 * self.orientations,
            "zoning": (self.side // self.zone) ** 2,
            "profiles": 4 * self.side,
        }


def manual_features(
    images: UInt8[np.ndarray, "N H W"], settings: FeatureSettings = FeatureSettings()
) -> Float[np.ndarray, "N F"]:
    """All groups of each picture, side by side, in float32 as they enter the classifier.

    Args:
        images: white ink (255) on black, as MNIST stores it.
        settings: sizes; the pictures' side must be `settings.side`.
    """
    ink = images / WHITE  # (N, H, W) in 0–1
    groups = (hog_features, zoning_features, profile_features)
    return np.concatenate([group(ink, settings).astype(np.float32) for group in groups], axis=1)


def hog_features(ink: Float[np.ndarray, "N H W"], settings: FeatureSettings) -> Float[np.ndarray, "N hog"]:
    """For each block, each of its cells, each orientation: how strong its edges are, against the block's contrast.

    Gradients by central differences, zero on the border; each pixel's magnitude goes to the bin of its direction modulo
    half a turn; a cell's bins are means over its pixels. A block v becomes v / √(|v|² + ε²), cut at 0.2, and the same
    once more ("L2-Hys").
    """
    described = [
        hog(
            picture,
            orientations=settings.orientations,
            pixels_per_cell=(settings.cell, settings.cell),
            cells_per_block=(settings.block, settings.block),
            block_norm="L2-Hys",
        )
        for picture in ink
    ]
    return np.stack(described) if described else np.zeros((0, settings.sizes["hog"]))


def zoning_features(
    ink: Float[np.ndarray, "N H W"], settings: FeatureSettings
) -> Float[np.ndarray, "N zoning"]:
    """Mean ink of each zone, row after row."""
    count, zones = len(ink), settings.side // settings.zone
    split = ink.reshape(count, zones, settings.zone, zones, settings.zone)  # (N, row, y, column, x)
    return split.mean(axis=(2, 4)).reshape(count, zones**2)


def profile_features(
    ink: Float[np.ndarray, "N H W"], settings: FeatureSettings
) -> Float[np.ndarray, "N profiles"]:
    """Mean ink of each row, of each column; strokes that each row crosses, that each column crosses."""
    dark = ink >= settings.ink
    # A stroke begins where a pixel is inked and the one before is not.
    across = dark[:, :, 0] + (dark[:, :, 1:] & ~dark[:, :, :-1]).sum(axis=2)  # (N, H)
    down = dark[:, 0] + (dark[:, 1:] & ~dark[:, :-1]).sum(axis=1)  # (N, W)
    return np.concatenate((ink.mean(axis=2), ink.mean(axis=1), across, down), axis=1)
