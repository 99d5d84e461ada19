"""Esmiúça: draw a digit, see the percentages, open any number until only multiplications and sums are left.

>>> from esmiuca import Detector
>>> Detector().predict("seven.png").digit
7
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esmiuca.errors import (
    CheckpointError,
    DataError,
    EsmiucaError,
    ImageError,
    ImageFormatError,
    ImageTooLargeError,
    InputError,
    ManifestError,
    MissingExtraError,
)
from esmiuca.version import __version__

if TYPE_CHECKING:
    from esmiuca.inference.detector import Detector
    from esmiuca.inference.prediction import Prediction
    from esmiuca.inference.reading import Reading

__all__ = [
    "CheckpointError",
    "DataError",
    "Detector",
    "EsmiucaError",
    "ImageError",
    "ImageFormatError",
    "ImageTooLargeError",
    "InputError",
    "ManifestError",
    "MissingExtraError",
    "Prediction",
    "Reading",
    "__version__",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that `esmiuca --help` and training start without ONNX Runtime.
    if name in ("Detector", "Prediction", "Reading"):
        from esmiuca import inference

        return getattr(inference, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
