"""The digit detector: the shipped network on ONNX Runtime, PyTorch not needed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np
from jaxtyping import Float32, UInt8
from PIL import Image

from esmiuca.errors import ImageError, InputError, ManifestError
from esmiuca.images import MAX_PIXELS, Picture, lay_out_number, normalize, open_rows
from esmiuca.inference.artifacts import find_artifacts, read_artifact
from esmiuca.inference.graph import with_only_output
from esmiuca.inference.manifest import Manifest, read_manifest
from esmiuca.inference.prediction import Prediction, blank_prediction, judge_all, refusal_scores
from esmiuca.inference.reading import Reading, reading_of
from esmiuca.runtime import onnxruntime

BATCH_SIZE = 256
"""Pictures in one run of the network: conv2's activations take about 150 KB each."""

Pictures = np.ndarray | Iterable[Picture]
"""uint8 (N, 28, 28) as MNIST stores it, or pictures of any kind and size."""


class Detector:
    """Says which digit a picture shows. One detector can be used by several threads at once, and sent to
    other processes (pickled), where it opens the same folder.

    `artifacts` is the folder that `esmiuca export` wrote (default: the one that is shipped); `threads` is how
    many one prediction may use (default: as many as the machine has cores). Raises ManifestError where the
    folder is missing, damaged or of another version.
    """

    def __init__(self, artifacts: str | os.PathLike[str] | None = None, threads: int | None = None) -> None:
        self._asked = None if artifacts is None else Path(artifacts).absolute(), threads
        self.folder = find_artifacts(artifacts)
        self.manifest: Manifest = read_manifest(self.folder)
        network = read_artifact(self.folder, self.manifest, "network")
        self._layers = _open_session(network, threads)
        _check_graph(self._layers, self.manifest)
        # Most callers want only the answer: a quarter faster without the layers' outputs.
        self._answer = _open_session(with_only_output(network, self.manifest.output), threads)

    def __reduce__(self) -> tuple[type[Self], tuple[Path | None, int | None]]:
        """A copy, or one that a pool sends to another process, opens the same folder there."""
        return type(self), self._asked

    def predict(self, picture: Picture, *, max_pixels: int = MAX_PIXELS) -> Prediction:
        """What one picture shows: a path, a file's bytes, a PIL image or an array; dark or light ink.

        Raises ImageError where the picture can't be read or has more than `max_pixels`.
        """
        return self.predict_normalized([self.normalize(picture, max_pixels=max_pixels)])[0]

    def predict_batch(self, images: Pictures) -> list[Prediction]:
        """What each image shows: uint8 (N, 28, 28), fed as it is, or pictures, normalised first.

        Raises ImageError where the array is of another shape or type, or a picture can't be read.
        """
        return [
            prediction for batch in self._batches(images) for prediction in self.predict_normalized(batch)
        ]

    def read(self, picture: Picture, *, max_pixels: int = MAX_PIXELS) -> Reading:
        """The number in one picture, digit by digit, with its decimal comma or point and its minus; line by line.

        Digits that touch are cut apart where that makes them more like digits. Takes what `predict` takes; a picture of
        one digit gives that digit as `predict` does. Raises ImageError as `predict` does, and where the ink is in too
        many pieces to be a number.
        """
        rgba = open_rows(picture, max_pixels=max_pixels)  # (H, W, 4)
        asking = reading_of(lay_out_number(rgba, self.manifest.preprocessing))
        asked = next(asking)
        while True:
            try:
                asked = asking.send(self.predict_normalized(asked))
            except StopIteration as end:
                return end.value

    def predict_normalized(self, images: Sequence[UInt8[np.ndarray, "28 28"] | None]) -> list[Prediction]:
        """What each image that `normalize` gave shows, in one run of the network; None is blank."""
        drawn = [image for image in images if image is not None]
        known: Iterator[Prediction] = iter(())
        if drawn:
            known = iter(judge_all(self._logits(np.stack(drawn)), self.manifest))
        blank = blank_prediction(self.manifest)
        return [blank if image is None else next(known) for image in images]

    def logits(self, images: Pictures) -> Float32[np.ndarray, "N 10"]:
        """The network's last values, before temperature and softmax: float32 (N, 10).

        Takes what `predict_batch` takes. A blank picture gives what the network answers to an empty canvas.
        """
        results = [self._logits(self._stack(batch)) for batch in self._batches(images, True)]
        return np.concatenate(results) if results else np.zeros((0, len(self.manifest.labels)), np.float32)

    def activations(self, picture: Picture | UInt8[np.ndarray, "28 28"]) -> dict[str, np.ndarray]:
        """Every result of the network on one picture, by the layer's name, without the batch axis.

        conv1 (32, 26, 26), conv1_relu, conv2 (64, 24, 24), … logits (10,), and the input (1, 28, 28) that
        they come from. A blank picture gives what the network computes for an empty canvas.
        """
        image = self._stack([self.normalize(picture)])  # (1, 28, 28)
        inputs = _to_input(image)
        results = self._run(inputs, [layer.name for layer in self.manifest.layers])
        return {self.manifest.input.name: inputs[0]} | {name: value[0] for name, value in results.items()}

    def normalize(
        self, picture: Picture, *, max_pixels: int = MAX_PIXELS
    ) -> UInt8[np.ndarray, "28 28"] | None:
        """What the network sees: uint8 (28, 28), white ink on black; None where nothing is drawn."""
        return normalize(open_rows(picture, max_pixels=max_pixels), self.manifest.preprocessing)

    @property
    def _image_shape(self) -> tuple[int, int]:
        return self.manifest.preprocessing.canvas, self.manifest.preprocessing.canvas

    def _batches(
        self, images: Pictures, constant_is_drawn: bool = False
    ) -> Iterator[list[np.ndarray | None]]:
        # Yields lists of uint8 (28, 28), None where nothing is drawn.
        if isinstance(images, np.ndarray):
            self._check_stored(images)
            for start in range(0, len(images), BATCH_SIZE):
                batch = images[start : start + BATCH_SIZE]
                yield [image if constant_is_drawn or np.ptp(image) > 0 else None for image in batch]
            return
        if isinstance(images, (str, bytes, bytearray, memoryview, os.PathLike, Image.Image)):
            raise ImageError(
                f"images is one {type(images).__name__}; give a list, or call predict for one picture."
            )
        pictures = iter(images)
        while chunk := list(islice(pictures, BATCH_SIZE)):
            yield [self.normalize(picture) for picture in chunk]

    def _stack(self, images: Sequence[np.ndarray | None]) -> np.ndarray:
        # uint8 (n, 28, 28), an empty canvas where nothing is drawn
        empty = np.zeros(self._image_shape, np.uint8)
        return np.stack([empty if image is None else image for image in images])

    def _check_stored(self, images: np.ndarray) -> None:
        if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != self._image_shape:
            height, width = self._image_shape
            raise ImageError(
                f"images is {images.dtype} {images.shape}; give uint8 (N, {height}, {width}) as MNIST "
                "stores it, or a list of pictures of any size."
            )

    def _logits(self, images: UInt8[np.ndarray, "N 28 28"]) -> Float32[np.ndarray, "N 10"]:
        output = self.manifest.output
        return self._run(_to_input(images), [output])[output]

    def _run(self, inputs: Float32[np.ndarray, "N 1 28 28"], outputs: Sequence[str]) -> dict[str, np.ndarray]:
        # The named layers' results, each (N, …), for the network's own input.
        session = self._answer if list(outputs) == [self.manifest.output] else self._layers
        results = session.run(list(outputs), {self.manifest.input.name: inputs})
        return {name: np.asarray(value) for name, value in zip(outputs, results, strict=True)}


def _to_input(images: UInt8[np.ndarray, "N 28 28"]) -> Float32[np.ndarray, "N 1 28 28"]:
    return images[:, None].astype(np.float32) / np.float32(255)  # (N, 1, 28, 28)


def _open_session(network: bytes, threads: int | None) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only: warnings would mix with the command line's answers
    if threads is not None:
        if threads < 1:
            raise InputError(f"threads={threads} is below 1; give at least 1, or None for one a core.")
        options.intra_op_num_threads = threads
    try:
        return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors share no base of their own
        raise ManifestError(
            f"the network can't be loaded ({error}); write it again with `esmiuca export`."
        ) from error


def _check_graph(session: onnxruntime.InferenceSession, manifest: Manifest) -> None:
    wanted = {manifest.input.name, *(layer.name for layer in manifest.layers)}
    found = {node.name for node in (*session.get_inputs(), *session.get_outputs())}
    if missing := sorted(wanted - found):
        raise ManifestError(
            f"the network lacks {', '.join(missing)}, which the manifest names; export it again."
        )
    try:
        refusal_scores(manifest.refusal, np.ones((1, len(manifest.labels))), manifest.temperature)
    except ValueError as error:
        raise ManifestError(f"manifest: {error}") from error
