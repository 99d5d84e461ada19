"""A run's moments in few bytes: how its weights moved, as a few directions and each moment's place along them.

Tensors of few numbers are kept as they are. Of a large one, W(t) − W(0) of all T moments is put into one matrix D (T, N),
each row times a weight w(t) that says how exact the moment has to be, and taken apart into U S Vᵀ: the course U (T, K) and
directions P = S Vᵀ (K, N), which are the best K ones there can be (Eckart and Young 1936). The directions are rounded to
multiples of one common step. U's columns have length one, so the rounding error of a moment does not grow with the number
of directions. Directions that round to zero drop out. Rounded numbers are mostly small, so gzip packs them into a few bits
each.

The rounding error is repaired where it would show: along the R patterns that make up most of the matrix's inputs,
seen (R, M), the error of each moment is kept, along (T, L, R).

    W(t) = W(0) + Σₖ course(t, k) · direction(k) + along(t) · seen

web/src/inference/movingWeights.ts puts a moment together again.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float16, Float32, Int8
from safetensors.numpy import load, save

LARGE = 10_000  # numbers from which a tensor is taken apart
MOST = 127  # of a rounded number
# Below this share of non-zero numbers a direction is not worth its bytes.
SPARSE = 0.001
PARTS = ("directions", "course", "seen", "along")  # of a large tensor, after its name and a dot

Weights = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Moved:
    """How one large tensor moved."""

    directions: Int8[np.ndarray, "K ..."]
    course: Float32[np.ndarray, "T K"]
    seen: Float16[np.ndarray, "R M"] | None = None
    along: Float16[np.ndarray, "T L R"] | None = None

    def at(self, moment: int, start: np.ndarray) -> np.ndarray:
        """The tensor of a moment, float32."""
        directions = self.directions.reshape(len(self.directions), -1).astype(np.float32)
        moved = (self.course[moment] @ directions).reshape(start.shape)
        if self.seen is not None and self.along is not None:
            moved += self.along[moment].astype(np.float32) @ self.seen.astype(np.float32)
        return start.astype(np.float32) + moved


@dataclass(frozen=True)
class Moving:
    """A run's weights, put together moment by moment."""

    whole: Mapping[str, np.ndarray]  # (T, …), half precision
    moved: Mapping[str, Moved]

    def at(self, moment: int, start: Weights) -> dict[str, np.ndarray]:
        """All weights of a moment, float32."""
        small = {name: values[moment].astype(np.float32) for name, values in self.whole.items()}
        return small | {name: moved.at(moment, start[name]) for name, moved in self.moved.items()}

    def packed(self) -> bytes:
        """The file: safetensors, packed by gzip, the same bytes whenever it is written."""
        parts = {
            f"{name}.{part}": np.ascontiguousarray(values)
            for name, moved in self.moved.items()
            for part in PARTS
            if (values := getattr(moved, part)) is not None
        }
        return gzip.compress(save({**self.whole, **parts}), compresslevel=9, mtime=0)

    @staticmethod
    def unpacked(content: bytes) -> Moving:
        parts = load(gzip.decompress(content))
        large = [name.removesuffix(".directions") for name in parts if name.endswith(".directions")]
        moved = {name: Moved(*(parts.pop(f"{name}.{part}", None) for part in PARTS)) for name in large}  # pyright: ignore[reportArgumentType]
        return Moving(parts, moved)


def take_apart(
    movement: Float[np.ndarray, "T N"],
    exactness: Float[np.ndarray, " T"],
    step: float,
    *,
    is_thorough: bool = False,
) -> tuple[Int8[np.ndarray, "K N"], Float32[np.ndarray, "T K"]]:
    """(directions in whole numbers, course): course · directions is the movement, to about a step over `exactness`.

    Args:
        is_thorough: whether a direction too large for MOST steps gets a second one with what its coarse rounding left.
    """
    weighted = movement * exactness[:, None].astype(np.float32)  # (T, N)
    # By way of the T × T products: N is a thousand times larger than T.
    places = np.linalg.eigh((weighted @ weighted.T).astype(np.float64))[1][:, ::-1].astype(np.float32)
    directions, course = [], []
    for place in places.T:  # the longest first
        direction = place @ weighted
        scale = max(step, float(np.abs(direction).max()) / MOST)
        numbers = np.rint(direction / scale).astype(np.int8)
        if directions and np.count_nonzero(numbers) < SPARSE * numbers.size:
            break
        directions.append(numbers)
        course.append(place * scale / exactness)
        if is_thorough and scale > step:  # at most half a scale is left, and MOST² steps are always enough
            finer = max(step, scale / 2 / MOST)
            directions.append(np.rint((direction - numbers * scale) / finer).astype(np.int8))
            course.append(place * finer / exactness)
    return np.stack(directions), np.stack(course, axis=1).astype(np.float32)


def mended(
    directions: Int8[np.ndarray, "K N"],
    course: Float32[np.ndarray, "T K"],
    movement: Float[np.ndarray, "T N"],
    seen: Float16[np.ndarray, "R M"],
) -> Float16[np.ndarray, "T L R"]:
    """What rounding lost of each moment, along the patterns (orthonormal rows)."""
    patterns = seen.astype(np.float32)
    lost = movement - course @ directions.astype(np.float32)  # (T, N)
    return (lost.reshape(len(movement), -1, seen.shape[1]) @ patterns.T).astype(np.float16)


def patterns_of(inputs: Float[np.ndarray, "S M"], number: int) -> Float16[np.ndarray, "R M"]:
    """The inputs' principal directions, each of length one."""
    places = np.linalg.eigh((inputs @ inputs.T).astype(np.float64))[1][:, ::-1][:, :number]
    patterns = places.T.astype(np.float32) @ inputs
    return (patterns / np.linalg.norm(patterns, axis=1, keepdims=True)).astype(np.float16)
