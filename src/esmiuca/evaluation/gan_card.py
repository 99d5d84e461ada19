"""The model card of the generator and its discriminator, from their manifests and what was measured; never by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from esmiuca.evaluation.markdown import percent, table

Record = dict[str, Any]


def gan_card(manifests: Mapping[str, Record], record: Record) -> str:
    """The whole card.

    Args:
        manifests: of `generator` and `discriminator`.
        record: evaluation.json of the same networks.
    """
    parts = [
        *introduction(manifests),
        *training(manifests),
        *generator(record),
        *seeds(record),
        *copying(record),
        *directions(manifests["generator"]),
        *discriminator(record),
        *limits(),
        *licence(),
    ]
    return "\n\n".join(parts) + "\n"


def introduction(manifests: Mapping[str, Record]) -> list[str]:
    rows = [
        [
            f"`{name}` {manifest['model']['version']}",
            f"{manifest['model']['parameters']:,}",
            f"{manifest['files']['network']['bytes'] / 1e6:.2f} MB",
            f"`{manifest['files']['weights']['sha256'][:12]}…`",
        ]
        for name, manifest in manifests.items()
    ]
    return [
        "# Model card: the generator of digits and its discriminator",
        "*Written by `esmiuca gan card` from the manifests and `evaluation.json`, never by hand. `make gan-evaluation` "
        "measures everything again.*",
        "A class-conditional convolutional GAN on MNIST: a generator that makes a digit of 64 random numbers, and the CNN "
        "that it learned from, which tells people's digits from generated ones. For the page's chapter 01, to look at and to "
        "learn from, and for nothing else.",
        table(["network", "parameters", "network.onnx", "SHA-256 of the weights"], rows),
    ]


def training(manifests: Mapping[str, Record]) -> list[str]:
    told = manifests["generator"]["training"]
    size = told["config"]["validation_size"]
    return [
        "## Data and training",
        f"MNIST's 60,000 training images (Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0), as they are, without {size:,} held "
        "out, on which the discriminator is calibrated. The test images are compared with, and one choice was first made by them, which it should not have been: "
        "the gradient penalty, in short trials. By held-out training images (`make gan-penalty`: Fréchet distance after 1,500 steps 18.5 with 0.03, "
        "16.0 with 0.1, 16.2 with 0.3, 17.8 with 1) it is the same. The losses are relativistic "
        "with a penalty on the discriminator's steepness at real and at generated digits (Huang et al. 2024); the "
        "generator's averaged weights are shipped.",
        f"- `{told['command']}`\n- `esmiuca gan export`",
    ]


def generator(record: Record) -> list[str]:
    made, floor = record["generator"], record["floor"]
    rows = [
        [
            "Fréchet distance of features to the test images",
            f"{made['frechet_distance']:.2f}",
            f"{floor['frechet_distance']:.2f}",
        ],
        [
            "precision: generated digits among the real ones",
            percent(made["precision"]),
            percent(floor["precision"]),
        ],
        ["recall: real digits among the generated ones", percent(made["recall"]), percent(floor["recall"])],
        ["read as the digit asked for", percent(made["read_as_asked"]), "–"],
    ]
    by_digit = ", ".join(
        f"{digit}: {share:.1%}" for digit, share in enumerate(made["read_as_asked_by_digit"])
    )
    return [
        "## The generator",
        table(["of 10,000 generated digits", "", "10,000 training images"], rows),
        "Features are the 128 values before the last layer of the shipped digit recogniser, which the generator never saw; "
        "it reads the digits too. They are not Inception's: the distance can't be compared with published FIDs, only with "
        "that of the training images beside it. Precision and recall with the third nearest neighbour (Kynkäänniemi et al. "
        f"2019). Read as asked, digit by digit: {by_digit}.",
    ]


def seeds(record: Record) -> list[str]:
    rows = [
        [
            str(entry["seed"]),
            f"{entry['frechet_distance']:.2f}",
            percent(entry["precision"]),
            percent(entry["recall"]),
            percent(entry["read_as_asked"]),
            percent(min(entry["read_as_asked_by_digit"])),
        ]
        for entry in record["seeds"]
    ]
    if not rows:
        return []
    return [
        "### Other seeds",
        "The same training from other random numbers, measured the same way: does it collapse? A collapsed generator would "
        "show as little recall, or as a digit that is not read. Each by `esmiuca train-gan --run runs/gan-N --seed N`, then "
        "`esmiuca gan evaluate --seed-run runs/gan-N`.",
        table(["seed", "Fréchet distance", "precision", "recall", "read as asked", "the worst digit"], rows),
    ]


def copying(record: Record) -> list[str]:
    found = record["copying"]
    rows = [
        [kind, *(f"{found[key][measure]:.3f}" for measure in ("least", "percentile_1", "median"))]
        for kind, key in (("1,000 generated digits", "generated"), ("1,000 test images", "test"))
    ]
    return [
        "### Does it copy?",
        "Distance to the nearest of the 60,000 training images, as the root of the mean square of grey levels from 0 to 1. "
        "Test images copy nothing; were generated digits much nearer than they, the generator would copy.",
        table(["", "nearest", "first percentile", "median"], rows),
    ]


def directions(manifest: Record) -> list[str]:
    rows = [
        [
            entry["key"],
            percent(entry["explained"]),
            *(f"{values[-1] - values[0]:+.2f}" for values in entry["effects"].values()),
        ]
        for entry in manifest["directions"]
    ]
    names = list(manifest["directions"][0]["effects"])
    return [
        "### Directions in the noise",
        "Found by a linear fit of what is measured on generated digits. From one end of a direction to the other, by how many "
        "standard deviations of its digit does each measure change?",
        table(["direction", "explained", *names], rows),
    ]


def discriminator(record: Record) -> list[str]:
    found = record["discriminator"]
    rows = [
        ["mean percentage given to 10,000 test images", percent(found["mean_of_real"])],
        ["mean percentage given to 10,000 generated digits", percent(found["mean_of_generated"])],
        ["told right, at 50%", percent(found["accuracy"])],
        ["calibration error", percent(found["expected_calibration_error"])],
        ["AUROC", f"{found['auroc']:.3f}"],
    ]
    return [
        "## The discriminator",
        "Its score becomes the percentage *real* by a logistic curve with an offset for each digit, fitted on held-out "
        "training images and as many generated digits.",
        table(["", ""], rows),
    ]


def limits() -> list[str]:
    return [
        "## Limits",
        "- It knows MNIST's digits: scans of 1990s American handwriting, 28×28.\n"
        "- The percentage *real* supposes that real and generated digits are equally frequent, and pictures like one of them; "
        "of a drawing made otherwise it says how like MNIST's it is, no more.\n"
        "- A direction's name says what it was fitted to; what else moves along stands in the table.",
    ]


def licence() -> list[str]:
    return ["## Licence", "The weights: MIT, as this repository. MNIST: CC BY-SA 3.0."]
