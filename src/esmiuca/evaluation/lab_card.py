"""The model card of the laboratories' networks, from their manifests and what was measured; never by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from esmiuca.evaluation.markdown import percent, table

Record = dict[str, Any]
Manifests = Mapping[str, Record]


def lab_card(manifests: Manifests, record: Record) -> str:
    """The whole card.

    Args:
        manifests: by name, in the order of the tables.
        record: evaluation.json of the same networks.
    """
    models = record["models"]
    parts = [
        *introduction(),
        *networks(manifests, models),
        *data(manifests),
        *training(manifests),
        *figures(manifests, models),
        *shuffled(manifests, models),
        *levels(manifests, models),
        *curves(manifests, models),
        *limits(),
        *licence(manifests),
    ]
    return "\n\n".join(parts) + "\n"


def introduction() -> list[str]:
    return [
        "# Model card: the laboratories' networks",
        "*Written by `esmiuca lab card` from the manifests and `evaluation.json`, never by hand. `make lab-evaluation` "
        "measures everything again and writes all that is below.*",
        "Networks to compare with the deck's: perceptrons that know nothing of neighbours, the same on shuffled pixels, and "
        "a network in VGG's manner whose labels form a tree. They are for the page's chapters, to experiment with, and for "
        "nothing else.",
    ]


def networks(manifests: Manifests, models: Record) -> list[str]:
    rows = [
        [
            f"`{name}` {manifest['model']['version']}",
            manifest["model"]["title"],
            f"{models[name]['parameters']:,}",
            f"{models[name]['multiplications']:,}",
            f"`{manifest['files']['weights']['sha256'][:12]}…`",
        ]
        for name, manifest in manifests.items()
    ]
    return [
        "## The networks",
        table(
            ["name", "what it is", "parameters", "multiplications a picture", "SHA-256 of the weights"], rows
        ),
        "A convolution's weight is used at every position, a dense layer's once: so the networks of about as many "
        "parameters differ in their multiplications. Batch normalisation, where training used it, is folded into the "
        "convolutions; weights are rounded to half precision once, before anything is measured.",
    ]


def data(manifests: Manifests) -> list[str]:
    sets = {manifest["dataset"]["key"]: manifest["dataset"] for manifest in manifests.values()}
    lines = [
        f"- **{found['title']}** ({found['credit']}; {found['licence']}): 60,000 training and 10,000 test images of 28×28."
        for found in sets.values()
    ]
    sizes = sorted(
        {m["training"]["config"]["validation_size"] for m in manifests.values() if m["training"]["config"]}
    )
    held_out = " or ".join(f"{size:,}" for size in sizes)
    return [
        "## Data",
        "\n".join(lines),
        f"Of the training images {held_out} are held out; epochs and settings are chosen on those. The test images are only "
        "reported. MNIST's pictures are used as they are; garments are mirrored, moved, turned, resized and partly covered "
        "by program (`src/esmiuca/pictures/garments.py`). *Shuffled* means that all pixels of every picture are put into "
        "one fixed random order (`input.permutation` in the manifest).",
    ]


def training(manifests: Manifests) -> list[str]:
    lines = [f"- `{manifest['training']['command']}`" for manifest in manifests.values()]
    return [
        "## How they were trained",
        "\n".join(lines),
        "Then `esmiuca lab export` with these runs. Everything random follows from the seed; `manifest.json` holds all "
        "settings.",
    ]


def figures(manifests: Manifests, models: Record) -> list[str]:
    rows = [
        [
            f"`{name}`",
            manifest["dataset"]["title"] + (", shuffled" if "permutation" in manifest["input"] else ""),
            percent(models[name]["test"]["accuracy"]),
            f"{models[name]['test']['mistakes']:,}",
            percent(models[name]["test"]["expected_calibration_error"]),
        ]
        for name, manifest in manifests.items()
    ]
    return [
        "## How good they are",
        table(["network", "test images", "right", "mistakes", "calibration error"], rows),
    ]


def shuffled(manifests: Manifests, models: Record) -> list[str]:
    """What shuffling costs each network that was trained on both."""
    lines = []
    for name in manifests:
        straight = name.removesuffix("-permuted")
        if straight == name or straight not in manifests:
            continue
        before, after = (models[which]["test"]["mistakes"] for which in (straight, name))
        lines.append(
            f"- {manifests[straight]['model']['title']}: {before:,} mistakes; {after:,} with all pixels shuffled."
        )
    return ["What neighbours are worth:", "\n".join(lines)] if lines else []


def levels(manifests: Manifests, models: Record) -> list[str]:
    measured = {name: models[name]["hierarchy"] for name in manifests if "hierarchy" in models[name]}
    if not measured:
        return []
    names = list(next(iter(measured.values())))
    tree = next(manifest["hierarchy"] for manifest in manifests.values() if "hierarchy" in manifest)
    shown = "; ".join(
        f"{level['key']}: {', '.join(group['key'] for group in level['groups'])}" for level in tree[:-1]
    )
    rows = [[f"`{name}`", *(percent(shares[level]) for level in names)] for name, shares in measured.items()]
    return [
        "## Level by level",
        f"The percentage of a group is the sum of its articles', so the levels never contradict each other ({shown}).",
        table(["network", *names], rows),
    ]


def curves(manifests: Manifests, models: Record) -> list[str]:
    parts = ["## On varied pictures", "The test images changed step by step; the share that is right."]
    for title, names in by_data(manifests):
        for curve, first in models[names[0]]["curves"].items():
            values = [f"{value:g}" for value, _ in first["accuracy"]]
            rows = [
                [f"`{name}`", *(percent(share) for _, share in models[name]["curves"][curve]["accuracy"])]
                for name in names
            ]
            parts.append(table([f"{title}, {curve} ({first['unit']})", *values], rows))
    return parts


def by_data(manifests: Manifests) -> Iterator[tuple[str, list[str]]]:
    """The networks of each data set."""
    titles = [manifest["dataset"]["title"] for manifest in manifests.values()]
    for title in dict.fromkeys(titles):
        yield title, [name for name, of in zip(manifests, titles, strict=True) if of == title]


def limits() -> list[str]:
    return [
        "## Limits",
        "- They refuse nothing: whatever they are shown, their percentages add up to 100.",
        "- Those of digits saw MNIST's pictures as they are and nothing else: other pens, scans and photos are foreign to "
        "them, which is what the experiments are about. The page's own network is another (`../MODEL_CARD.md`).",
        "- Those of garments know ten kinds of article of one shop, photographed alone before a white ground, made grey and "
        "tiny. A garment on a person, or any other thing, is not what they were trained on.",
        "- The tree over the articles is our own, made for teaching; another one would give other figures for its levels.",
    ]


def licence(manifests: Manifests) -> list[str]:
    sets = {manifest["dataset"]["title"]: manifest["dataset"] for manifest in manifests.values()}
    of_each = "; ".join(f"{title}: {found['licence']} ({found['credit']})" for title, found in sets.items())
    return ["## Licence", f"Code and weights: MIT. Pictures stay under their sets' licences. {of_each}."]
