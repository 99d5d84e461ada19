"""What a network's units look for: pictures that excite them most, made by gradient ascent, and real ones that do.

From noise, a picture is changed step by step so that a unit's value rises. Two things keep it a picture: it is a sum of
waves whose steps shrink with their frequency (else what comes out is mostly the finest pattern), and it is shifted a
little in every step (else it fits single positions of the pixel grid).

`python -m esmiuca.analysis.features` writes features.json, features.png and exciting.png beside the network's manifest.

Sources: Erhan, Bengio, Courville and Vincent, "Visualizing higher-layer features of a deep network", 2009; Olah,
Mordvintsev and Schubert, "Feature Visualization", 2017, https://distill.pub/2017/feature-visualization.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Float, UInt8
from PIL import Image
from safetensors.torch import load as load_tensors
from torch import Tensor

from esmiuca.data import SOURCES, Dataset, load
from esmiuca.inference.artifacts import artifacts_to_write, read_artifact
from esmiuca.inference.manifest import read_manifest
from esmiuca.streams import speak_anywhere

FEATURES_NAME = "features.json"
FEATURES_SHEET = "features.png"
EXCITING_SHEET = "exciting.png"
SEED = 2017
COLUMNS = 32  # pictures in a row of a sheet
SEARCHED = 6000  # training images to search
EXCITING = 3  # images kept of each unit
BATCH = 500
VALUE_DIGITS = 3


@dataclass(frozen=True)
class Ascent:
    """How the pictures are made."""

    steps: int = 48
    learning_rate: float = 0.08
    shift: int = 2  # pixels, either way, in each direction
    start: float = 0.02  # spread of the waves' amplitudes before the first step
    contrast: float = 0.003  # weight of the penalty on neighbours that differ
    dark: float = 1.0  # weight of the penalty on brightness: a pixel that gains nothing stays black


@dataclass(frozen=True)
class Network:
    """A network as its manifest describes it."""

    layers: Sequence[Mapping[str, Any]]
    weights: Mapping[str, Tensor]
    input: str
    shape: tuple[int, int, int]  # (C, H, W)

    def result(self, pictures: Float[Tensor, "N C H W"], name: str) -> Tensor:
        """One layer's result. Every exported network is a sequence, so this runs the layers in order."""
        x = pictures.contiguous(memory_format=torch.channels_last)
        for layer in self.layers:
            x = self._through(layer, x)
            if layer["name"] == name:
                break
        return x

    def _through(self, layer: Mapping[str, Any], x: Tensor) -> Tensor:
        match layer["op"]:
            case "conv2d":
                weight, bias = self.weights[layer["weight"]], self.weights[layer["bias"]]
                return F.conv2d(x, weight, bias, layer["stride"], layer["padding"])
            case "linear":
                return F.linear(x, self.weights[layer["weight"]], self.weights[layer["bias"]])
            case "max_pool2d":
                return F.max_pool2d(x, layer["kernel_size"], layer["stride"], layer["padding"])
            case "relu":
                return F.relu(x)
            case _:
                return x.flatten(1)


def read_network(folder: Path) -> tuple[Network, dict[str, Any]]:
    """The network of a folder, with its manifest. Raises ManifestError where that or the weights are damaged."""
    stored = load_tensors(read_artifact(folder, read_manifest(folder), "weights"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    # Channels last: the processor's convolutions are two to three times as fast.
    weights = {
        name: values.float().contiguous(memory_format=torch.channels_last)
        if values.ndim == 4
        else values.float()
        for name, values in stored.items()
    }
    channels, height, width = manifest["input"]["shape"][1:]
    network = Network(manifest["layers"], weights, manifest["input"]["name"], (channels, height, width))
    return network, manifest


@dataclass(frozen=True)
class Level:
    """Units that are shown together: the maps at the end of a block, or the classes."""

    name: str  # the result that the page shows of them
    raised: str  # the result that is raised: before the ReLU, where a silent unit has a slope too
    count: int


def levels(layers: Sequence[Mapping[str, Any]], output: str) -> list[Level]:
    """Each pooling's maps, and the last layer's values."""
    by_name = {layer["name"]: layer for layer in layers}
    found = []
    for layer in layers:
        if layer["op"] == "max_pool2d":
            before = by_name[layer["input"]]
            raised = before["input"] if before["op"] == "relu" else before["name"]
            found.append(Level(layer["name"], raised, layer["shape"][0]))
    return [*found, Level(output, output, by_name[output]["shape"][0])]


def waves(side: tuple[int, int]) -> Float[Tensor, "H K"]:
    """How far one step may move the amplitude of each frequency: one over the frequency, as in photographs."""
    rows = torch.fft.fftfreq(side[0])[:, None]
    columns = torch.fft.rfftfreq(side[1])[None]
    frequency = (rows**2 + columns**2).sqrt().clamp(min=1 / max(side))
    return 1 / frequency


def variation(pictures: Float[Tensor, "N C H W"]) -> Float[Tensor, ""]:
    """How much neighbouring pixels differ, squared, summed over all pictures."""
    down = pictures[:, :, 1:] - pictures[:, :, :-1]
    right = pictures[:, :, :, 1:] - pictures[:, :, :, :-1]
    return down.square().sum() + right.square().sum()


def raise_units(network: Network, level: Level, ascent: Ascent = Ascent()) -> UInt8[np.ndarray, "N H W"]:
    """A picture for each unit of a level, all at once; grey levels, bright on black."""
    _, height, width = network.shape
    generator = torch.Generator().manual_seed(SEED)
    scale = waves((height, width))  # (H, W / 2 + 1)
    spectrum = torch.randn(level.count, *scale.shape, 2, generator=generator) * ascent.start
    spectrum.requires_grad_()
    optimizer = torch.optim.Adam([spectrum], lr=ascent.learning_rate)
    units = torch.arange(level.count)

    def pictures() -> Float[Tensor, "N 1 H W"]:
        amplitudes = torch.view_as_complex(spectrum) * scale
        return torch.sigmoid(torch.fft.irfft2(amplitudes, (height, width), norm="ortho") - ascent.dark)[
            :, None
        ]

    for _ in range(ascent.steps):
        down, right = torch.randint(-ascent.shift, ascent.shift + 1, (2,), generator=generator).tolist()
        shifted = pictures().roll((down, right), (2, 3))
        values = network.result(shifted.expand(-1, network.shape[0], -1, -1), level.raised)
        raised = values[units, units]  # (N, H', W') or (N,)
        loss = -raised.flatten(1).mean(1).sum() if raised.ndim == 3 else -raised.sum()
        loss = loss + ascent.contrast * variation(shifted)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return (pictures()[:, 0] * 255).round().to(torch.uint8).numpy()


@dataclass(frozen=True)
class Excited:
    """An image that excites a unit, and the place in the unit's map that it excites most."""

    image: int
    row: int
    column: int
    value: float


@torch.no_grad()
def most_exciting(
    network: Network, level: Level, images: UInt8[np.ndarray, "M H W"], count: int
) -> list[list[Excited]]:
    """For each unit the `count` images with its largest value, the most exciting first."""
    strongest, places = [], []
    for start in range(0, len(images), BATCH):
        ink = torch.from_numpy(images[start : start + BATCH].astype(np.float32) / 255)[:, None]
        result = network.result(
            ink.expand(-1, network.shape[0], -1, -1), level.name
        )  # (B, N) or (B, N, H', W')
        values, place = result.flatten(2).max(2) if result.ndim == 4 else (result, torch.zeros_like(result))
        strongest.append(values)
        places.append(place.long())
    values, place = torch.cat(strongest), torch.cat(places)  # (M, N)
    best, chosen = values.topk(count, dim=0)  # (count, N)
    shape = next(layer["shape"] for layer in network.layers if layer["name"] == level.name)
    width = shape[2] if len(shape) == 3 else 1
    return [
        [
            Excited(int(i), *divmod(int(place[i, unit]), width), round(float(best[rank, unit]), VALUE_DIGITS))
            for rank, i in enumerate(chosen[:, unit])
        ]
        for unit in range(level.count)
    ]


def sheet(pictures: Sequence[UInt8[np.ndarray, "H W"]], columns: int) -> Image.Image:
    """Pictures of one size in rows; the rest of the last row is black."""
    height, width = pictures[0].shape
    rows = math.ceil(len(pictures) / columns)
    grid = np.zeros((rows * columns, height, width), np.uint8)
    grid[: len(pictures)] = pictures
    joined = grid.reshape(rows, columns, height, width).swapaxes(1, 2).reshape(rows * height, columns * width)
    return Image.fromarray(joined)


def write_features(folder: Path, train: Dataset, ascent: Ascent = Ascent()) -> dict[str, Any]:
    """Write features.json and both sheets beside the network's manifest; returns the record.

    Args:
        train: images that the network was trained on, or might have been; the first `SEARCHED` are looked through.
    """
    network, manifest = read_network(folder)
    searched = train[:SEARCHED]
    made: list[np.ndarray] = []
    cells: dict[int, int] = {}  # number of an image → cell of the sheet
    entries = []
    for level in levels(manifest["layers"], manifest["output"]):
        first = len(made)
        made += list(raise_units(network, level, ascent))
        excited = [
            [
                {
                    "cell": cells.setdefault(found.image, len(cells)),
                    "label": int(searched.labels[found.image]),
                    "row": found.row,
                    "column": found.column,
                    "value": found.value,
                }
                for found in unit
            ]
            for unit in most_exciting(network, level, searched.images, EXCITING)
        ]
        entries.append({"layer": level.name, "first": first, "excited": excited})
    sheet(made, COLUMNS).save(folder / FEATURES_SHEET, optimize=True)
    sheet([searched.images[image] for image in cells], COLUMNS).save(folder / EXCITING_SHEET, optimize=True)
    record = {
        "weights_sha256": manifest["files"]["weights"]["sha256"],
        "side": network.shape[2],
        "columns": COLUMNS,
        "images": len(searched),
        "ascent": asdict(ascent),
        "seed": SEED,
        "levels": entries,
    }
    (folder / FEATURES_NAME).write_text(json.dumps(record, separators=(",", ":")) + "\n", encoding="utf-8")
    return record


def main() -> None:
    """For the network of garments: the page shows features of no other."""
    folder = artifacts_to_write(None, "write_features", Path("lab", "vgg-fashion"))
    read_manifest(folder)  # fails with a sentence if it is wrong
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    record = write_features(folder, load(SOURCES[manifest["dataset"]["key"]], "train"))
    units = sum(len(level["excited"]) for level in record["levels"])
    print(f"{folder / FEATURES_NAME} and both sheets written: {units} units.")


if __name__ == "__main__":
    speak_anywhere()
    main()
