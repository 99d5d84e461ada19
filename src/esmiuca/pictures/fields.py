"""Each picture as fields in which every pen is one threshold away.

A field tells at each point how far inside the ink it lies, in pixels of the 28×28 picture. Adding a constant and
clipping draws the picture again: with a thicker or thinner pen (distance to the edge of the ink), or with a pen of one
width along the middle of the strokes (distance to the skeleton). Grey levels are a field too, the picture as it is.
All three are kept as bytes at twice the resolution, so that a batch only looks them up.

Sources: Zhang and Suen 1984, "A fast parallel algorithm for thinning digital patterns"; Felzenszwalb and Huttenlocher
2012, "Distance Transforms of Sampled Functions" (SciPy's is equivalent).
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Bool, UInt8
from scipy import ndimage
from torch import Tensor

FINE = 56  # twice the canvas
GREY, EDGE, SKELETON = range(3)
STEP = 1 / 16  # pixels of the 28×28 picture that one byte stands for, in the two distance fields
ZERO = 128  # the byte of the edge, and of the skeleton itself
CHUNK = 2000
NEIGHBOURS = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))  # clockwise from above


def make_fields(images: UInt8[np.ndarray, "N 28 28"]) -> UInt8[Tensor, "N 3 56 56"]:
    """The fields GREY, EDGE and SKELETON of each picture."""
    fields = torch.empty((len(images), 3, FINE, FINE), dtype=torch.uint8)
    for start in range(0, len(images), CHUNK):
        part = torch.from_numpy(images[start : start + CHUNK].copy()).unsqueeze(1).float()  # (n, 1, 28, 28)
        fine = F.interpolate(part, size=(FINE, FINE), mode="bilinear", align_corners=False)[:, 0]
        ink = fine.numpy() > np.maximum(fine.amax((1, 2), keepdim=True).numpy() * 0.5, 20)
        target = fields[start : start + CHUNK]
        target[:, GREY] = fine.round().to(torch.uint8)
        target[:, EDGE] = as_bytes(distance(ink) - distance(~ink))
        target[:, SKELETON] = as_bytes(-distance(~thin(ink)))
    return fields


def distance(inside: Bool[np.ndarray, "N H W"]) -> np.ndarray:
    """How far each point inside lies from the nearest one outside, in pixels of the 28×28 picture; 0 outside."""
    # Half a pixel nearer: an edge lies between two pixels' centres.
    far = np.stack([np.asarray(ndimage.distance_transform_edt(picture)) for picture in inside])
    return np.maximum(far.astype(np.float32) - 0.5, 0) / 2


def as_bytes(values: np.ndarray) -> UInt8[Tensor, "N H W"]:
    return torch.from_numpy(np.clip(np.round(values / STEP) + ZERO, 0, 255).astype(np.uint8))


def thin(ink: Bool[np.ndarray, "N H W"]) -> Bool[np.ndarray, "N H W"]:
    """The skeleton: strokes of one pixel along the middle of the ink (Zhang and Suen's two alternating passes)."""
    padded = np.pad(ink, ((0, 0), (1, 1), (1, 1))).astype(np.uint8)
    flat, width = padded.reshape(-1), padded.shape[2]
    offsets = [row * width + column for row, column in NEIGHBOURS]
    left = np.flatnonzero(flat)  # only inked pixels are looked at
    while True:
        removed = 0
        for table in REMOVABLE:
            code = np.zeros(len(left), dtype=np.uint8)
            for bit, offset in enumerate(offsets):
                code |= flat[left + offset] << bit
            gone = table[code]
            flat[left[gone]] = 0
            left = left[~gone]
            removed += int(gone.sum())
        if not removed:
            return padded[:, 1:-1, 1:-1].astype(bool)


def removable_codes() -> tuple[np.ndarray, np.ndarray]:
    """For each of the 256 neighbourhoods (bit i: NEIGHBOURS[i] is inked): may the pixel go, in either pass?"""
    tables = np.zeros((2, 256), dtype=bool)
    for code in range(256):
        n = [code >> bit & 1 for bit in range(8)]
        edges = sum(n[i] == 0 and n[(i + 1) % 8] == 1 for i in range(8))
        if 2 <= sum(n) <= 6 and edges == 1:
            up, right, down, left = n[0], n[2], n[4], n[6]
            tables[0, code] = not (up and right and down) and not (right and down and left)
            tables[1, code] = not (up and right and left) and not (up and down and left)
    return tables[0], tables[1]


REMOVABLE = removable_codes()
