"""The laboratories' networks → artifacts/lab/NAME/: the page's graph, half-precision weights, manifest.

They are for the page alone, so there is no graph with the weights inside; and they never refuse a picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from esmiuca.data import FASHION_MNIST, SOURCES, Dataset, Source, split_validation
from esmiuca.data.permutation import pixel_permutation, shuffle_pixels
from esmiuca.errors import InputError
from esmiuca.evaluation import fit_temperature
from esmiuca.export.examples import first_of_each
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import Network
from esmiuca.export.networks import LAYERS_OF
from esmiuca.export.package import write_package
from esmiuca.export.write import (
    PREPROCESSING,
    described,
    measures,
    run_graph,
    shipped_weights,
)
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.stages import training_record

# Fashion-MNIST fills the canvas and centres the bounding box, unlike MNIST.
GARMENT_PREPROCESSING = PREPROCESSING | {"box": PREPROCESSING["canvas"], "centering": "box"}
EXAMPLES_A_CLASS = 3
NETWORK_TITLES = {
    "cnn": "The deck's CNN",
    "mlp": "A perceptron as large as the CNN",
    "small-mlp": "A small perceptron",
    "vgg": "A small network in VGG's manner",
}


@dataclass(frozen=True)
class LabModel:
    """Which network, trained on what."""

    network: str
    """As `esmiuca train --network` names it."""
    source: Source
    permuted: bool = False

    @property
    def name(self) -> str:
        words = [self.network, self.source.key.removesuffix("-mnist"), "permuted" * self.permuted]
        return "-".join(filter(None, words))

    @property
    def title(self) -> str:
        shuffled = ", all pixels shuffled" if self.permuted else ""
        return f"{NETWORK_TITLES[self.network]}, trained on {self.source.title}{shuffled}"

    def seen(self, images: UInt8[np.ndarray, "N 28 28"]) -> UInt8[np.ndarray, "N 28 28"]:
        """The pictures as the network gets them."""
        return shuffle_pixels(images) if self.permuted else images


def export_lab_run(run: Path, folder: Path, train: Dataset, test: Dataset, version: str) -> dict[str, Any]:
    """Write a run's network into a folder of its name in `folder`, garments to look at beside it; returns the manifest.

    The temperature is fitted on the run's held-out images, never on the test images.
    """
    config = TrainingConfig.load(run / "config.json")
    model = lab_model(config)
    weights = shipped_weights(run / "best.safetensors", config)
    _, held_out = split_validation(train, config.validation_size, config.seed)
    sets = {"validation": held_out, "test": test}
    if model.source is FASHION_MNIST:
        folder.mkdir(parents=True, exist_ok=True)
        shown = first_of_each(model.source, held_out, EXAMPLES_A_CLASS)
        (folder / f"{model.source.key}.json").write_bytes(shown)
    return export_lab_model(folder / model.name, model, weights, sets, version, training_record(run))


def lab_model(config: TrainingConfig) -> LabModel:
    """What a run trained; raises InputError where it is no network of a laboratory."""
    if config.network not in LAYERS_OF:
        raise InputError(f"network={config.network} is not shipped; export a run of {', '.join(LAYERS_OF)}.")
    return LabModel(config.network, SOURCES[config.dataset], config.permuted)


def export_lab_model(
    folder: Path,
    model: LabModel,
    weights: Mapping[str, np.ndarray],
    sets: Mapping[str, Dataset],
    version: str,
    training: Mapping[str, Any],
) -> dict[str, Any]:
    """Write a laboratory's network into `folder`; returns the manifest.

    Args:
        weights: float32 arrays whose values half precision holds.
        sets: `validation`, images held out of training, by which the temperature is fitted, and `test`.
        training: what the manifest says of how it was trained.
    """
    network = Network(model.name, model.title, LAYERS_OF[model.network])
    content = build_graph(weights, network, weights_inside=True).SerializeToString()
    logits = {name: run_graph(content, model.seen(images.images), network) for name, images in sets.items()}
    temperature = fit_temperature(logits["validation"], sets["validation"].labels)
    graph = build_graph(weights, network, weights_inside=False).SerializeToString()
    source, garments = model.source, model.source is FASHION_MNIST
    manifest = described(network, "from 0 (background) to 1, preprocessed") | {
        "preprocessing": GARMENT_PREPROCESSING if garments else PREPROCESSING,
        "dataset": {key: getattr(source, key) for key in ("key", "title", "credit", "licence")},
        "labels": list(source.labels),
        "temperature": temperature,
        "refusal": {"score": "max_probability", "threshold": 0.0},
        "metrics": {name: measures(logits[name], sets[name].labels, temperature) for name in sets},
        "training": dict(training),
    }
    if model.permuted:
        manifest["input"]["permutation"] = pixel_permutation().tolist()
    if source.hierarchy:
        manifest["hierarchy"] = [asdict(level) for level in source.hierarchy]
    named = {"name": network.name, "version": version, "title": network.title}
    return write_package(folder, named, {"graph": ("graph.onnx", graph)}, weights, manifest)
