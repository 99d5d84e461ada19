"""The detector as the server needs it: pictures as everywhere, and tensors for the inference protocol."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float32, UInt8

from esmiuca.inference import Detector


class TensorDetector(Detector):
    """A detector that also takes the network's own input, which needs no preprocessing."""

    def run(self, inputs: Float32[np.ndarray, "N 1 28 28"], outputs: Sequence[str]) -> dict[str, np.ndarray]:
        """The named layers' results, each (N, …), for float32 inputs in 0–1."""
        return self._run(inputs, outputs)

    def warm_up(self) -> None:
        """Runs the network once: the first run allocates what the later ones reuse."""
        canvas = self.manifest.preprocessing.canvas
        empty: UInt8[np.ndarray, "28 28"] = np.zeros((canvas, canvas), np.uint8)
        self.predict_normalized([empty])
