"""The model card: what a network is, how it was trained, how good it is and where it fails, in Markdown.

Generated from the manifest and from what `esmiuca evaluate --save` measured, never written by hand, so that it always
agrees with them. Its parts are those of Mitchell et al. 2019, "Model Cards for Model Reporting".
"""

from __future__ import annotations

import shlex
from math import prod
from typing import Any

from esmiuca.evaluation.card_figures import calibration, figures
from esmiuca.evaluation.card_limits import limits
from esmiuca.evaluation.markdown import listed, percent, table
from esmiuca.version import __version__

CARD_NAME = "MODEL_CARD.md"
AUROC = "auroc"  # the column of the ablation that is no share
SURE = 2  # standard errors beyond which a difference is bold
Record = dict[str, Any]


def model_card(manifest: Record, record: Record, ablation: Record | None = None) -> str:
    """The whole card.

    Args:
        manifest: manifest.json.
        record: evaluation.json of the same network.
        ablation: ablation.json, where the parts of the recipe were left out one by one.
    """
    parts = [
        *title(manifest),
        *network(manifest),
        *intended_use(),
        *data(manifest),
        *training(manifest["training"]),
        *(ablated(ablation, manifest["training"]["config"]) if ablation else ()),
        *figures(record),
        *calibration(manifest, record),
        *limits(record),
        *licence(),
    ]
    return "\n\n".join(parts) + "\n"


def title(manifest: Record) -> list[str]:
    model = manifest["model"]
    return [
        f"# Model card: {model['name']} {model['version']}",
        f"*Ships with Esmiúça {__version__}. Written by `esmiuca card` from `manifest.json` and `evaluation.json`, never by hand. "
        "`make evaluation` measures everything again and writes all that is below.*",
        f"{model['title']}: a convolutional network of {model['parameters']:,} parameters that reads one handwritten digit "
        "in a picture of 28×28 pixels, gives a percentage for each of the ten, and says so where it sees no digit.",
    ]


def network(manifest: Record) -> list[str]:
    files = manifest["files"]
    box, canvas = manifest["preprocessing"]["box"], manifest["preprocessing"]["canvas"]
    sizes = {weight["name"]: prod(weight["shape"]) for weight in manifest["weights"]}
    rows = [
        [
            f"`{layer['name']}`",
            layer["op"],
            " × ".join(map(str, layer["shape"])),
            f"{sum(sizes.get(layer.get(kind, ''), 0) for kind in ('weight', 'bias')):,}",
            layer["meaning"],
        ]
        for layer in manifest["layers"]
    ]
    return [
        "## The network",
        table(["result", "operation", "shape", "parameters", "what it is"], rows),
        f"Any picture is brought to what MNIST looks like first: the ink cut out, fitted into {box}×{box} pixels, its "
        f"centre of mass put into the middle of {canvas}×{canvas} (`src/esmiuca/images`). The weights are rounded to "
        f"{manifest['model']['weight_precision']} once, before anything is measured; PyTorch, ONNX Runtime and "
        "onnxruntime-web agree on every result within 0.0001 (`esmiuca export --only-check`).",
        table(
            ["file", "bytes", "SHA-256"],
            [[f"`{f['path']}`", f"{f['bytes']:,}", f"`{f['sha256']}`"] for f in files.values()],
        ),
    ]


def intended_use() -> list[str]:
    return [
        "## Intended use",
        "To show people how a convolutional network works, down to the last multiplication, on what they draw themselves; "
        "and to read single digits drawn with a finger, a mouse or a pen, or photographed one at a time.",
        "It is not meant to decide anything about anyone: not for cheques, exams, meters, forms or postcodes without a "
        "person who looks, nor for letters, signs, or numbers whose digits touch. The percentages are shares "
        "among the ten digits, as if nothing else existed; whether it is a digit at all is a verdict of its own, and it "
        "errs (see below).",
    ]


def data(manifest: Record) -> list[str]:
    how = manifest["training"]["config"].get("augmentation", {})
    synthetic, marked, photographs, nondigits = (
        how.get(name) for name in ("synthetic", "marked", "photographs", "nondigits")
    )
    lines = [
        "- **MNIST** (Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0): of its 60,000 training images, "
        f"{manifest['training']['config']['validation_size']:,} are held out and everything is chosen on those; the 10,000 "
        "test images are only reported.",
        "- **The same images varied by program** while training: turned, slanted, stretched, redrawn with other pens, "
        "damaged (`src/esmiuca/pictures/augmentation.py`, `damage.py`).",
    ]
    if synthetic:
        lines.append(
            f"- **Digits drawn by program** in the styles of several countries, {synthetic:.0%} as many as MNIST's "
            "(`strokes.py`, `styles.py`)."
        )
    if marked:
        lines.append(
            "- **MNIST's own 1s and 7s with a mark drawn by program**, a flag, a base or a bar, as Brazilians and "
            f"Europeans write them, {marked:.0%} as many as MNIST's (`marks.py`)."
        )
    if photographs:
        lines.append(
            f"- **Photographs made by program**, {photographs:.0%} as many as MNIST's (`photographs/`): digits written with "
            "pens of any kind on papers and boards in many lights, taken by a camera that errs, and then prepared as any "
            "picture is."
        )
    if nondigits:
        lines.append(
            f"- **What is no digit**, drawn by program: letters, signs, turned digits, scribbles, several digits "
            f"at once, {nondigits:.0%} as many as MNIST's (`nondigits.py`); of these the network is taught to be sure of "
            "nothing."
        )
    lines += found(manifest["training"].get("found", {}), how)
    return [
        "## Data",
        "\n".join(lines),
        "Nothing else was trained on. The pen strokes, scans and garments below are yardsticks: nothing was trained on them "
        "or chosen by them.",
    ]


def found(record: Record, how: Record) -> list[str]:
    """What the last stage learnt from besides, which not every machine has."""
    lines = []
    if pens := record.get("pens"):
        lines.append(
            f"- **{pens['title']}** (E. Alpaydin, F. Alimoglu; UCI, DOI 10.24432/C5MG6K; CC BY 4.0): {pens['digits']:,} digits as "
            f"people wrote them with a pen, written again by other pens and hands, {how['pens']:.0%} as many as MNIST's "
            f"(`written.py`). The {pens['held_out_digits']:,} of {len(pens['held_out_writers'])} other people are held out, for "
            f"choosing. `{pens['file']}`, SHA-256 `{pens['sha256']}`."
        )
    if fonts := record.get("fonts"):
        lines.append(
            f"- **Printed digits** of {len(fonts['families'])} families of fonts that the machine had ({fonts['faces']} faces, from "
            f"Debian's packages), spoilt by program as printers and scanners spoil them, {how['printed']:.0%} as many as "
            f"MNIST's (`printed.py`); {len(fonts['held_out_families'])} other families are held out. `manifest.json` names "
            f"them all. SHA-256 of their files `{fonts['sha256']}`."
        )
    return lines


def training(record: Record) -> list[str]:
    """Each stage with its command, in order, and how its pictures are varied."""
    stages = [*record.get("earlier", []), record]
    lines: list[str] = []
    varied: Record = {}
    for number, stage in enumerate(stages, 1):
        config = stage["config"]
        wanted, done = config["epochs"], stage.get("epochs_finished")
        stopped = f" Stopped after epoch {done} of {wanted}." if done and done < wanted else ""
        lines.append(f"{number}. `{stage['command']}`<br>{describe(config)}{stopped}")
        if config["augment"]:
            lines.append(f"   <br>{how_varied(config['augmentation'], varied)}")
            varied = config["augmentation"]
    lines.append(f"{len(stages) + 1}. `esmiuca export --run {shlex.quote(record.get('run', 'runs/digits'))}`")
    parts = ["## How it was trained", "\n".join(lines)]
    config = record["config"]
    if "earlier" not in record and (config.get("start") or config.get("teacher")):
        behind = " and ".join(f"`{config[role]}`" for role in ("teacher", "start") if config.get(role))
        parts.append(
            f"The runs behind {behind} were not recorded with these weights: the command above alone does not give them."
        )
    parts.append(
        "Every option and every way of varying pictures is explained in `src/esmiuca/settings/training.py`; `manifest.json` "
        "holds all their values. Everything random follows from the seed and from the code that varies and draws pictures, as "
        "it was then: `git log -- artifacts/weights.safetensors` names the commit that brought these weights."
    )
    return parts


def ablated(record: Record, shipped: Record) -> list[str]:
    """What each part of the recipe gains, against the whole recipe; `shipped` is the configuration of the weights' last stage."""
    whole, *others = record["variants"]
    errors: dict[str, float] = record["standard_errors"]

    def cell(variant: Record, column: str) -> str:
        shown = f"{variant[column]:.4f}" if column == AUROC else percent(variant[column])
        if variant is whole:
            return shown
        change = variant[column] - whole[column]
        difference = signed(change, 4) if column == AUROC else signed(100 * change, 2)
        return f"{shown} {bold(difference, change, errors[column])}"

    def row(variant: Record) -> list[str]:
        return [variant["what"], *(cell(variant, column) for column in errors)]

    points = [f"{100 * error:.2f} ({column})" for column, error in errors.items() if column != AUROC]
    names = [column for column in errors if column != AUROC]
    return [
        "## What each part of the recipe gains",
        f"Short runs of {record['epochs']} epochs of {record['images']:,} of MNIST's images each, {record['seeds']} of each "
        "recipe by other seeds, by `make ablation`: as many steps for all but those of half and of twice as many, and "
        "averaged weights but for the row without; the larger network, with "
        f"{record['larger_width']} times as many maps, is trained there too, as briefly. {unlike(record['config'], shipped)} In brackets "
        f"the difference to the whole recipe; bold where it is more than {SURE} standard errors, one of which is "
        f"{listed(points)} points, and {errors[AUROC]:.4f} of the AUROC: among as many figures as these, some are bold by "
        "chance. Measured on held-out training images as they are, varied, and spoilt; on digits drawn by program in styles "
        "never trained on; and by the AUROC against drawings that are no digit, by the size of the logits. So short a run "
        "underrates what takes long to learn: every kind of picture that is added takes steps from MNIST's own. It tells "
        "what a part does, not that a long run is best with it.",
        table(["recipe", *names, "AUROC"], [row(variant) for variant in (whole, *others)]),
        *steps(record["preprocessing"]),
    ]


def unlike(config: Record, shipped: Record) -> str:
    """One sentence: how the ablation's whole recipe differs from that of the shipped weights, apart from its length."""
    own, theirs = config["augmentation"], shipped["augmentation"]
    differ = [
        f"`{name}` {own.get(name, 0):g} (there {theirs.get(name, 0):g})"
        for name in own | theirs
        if own.get(name, 0) != theirs.get(name, 0)
    ]
    if shipped.get("teacher"):
        differ.append("no larger network to learn from but in its own row")
    if not differ:
        return "The whole recipe is the shipped weights'."
    return f"The whole recipe is today's default; it differs from the shipped weights' by {listed(differ)}."


def steps(record: Record) -> list[str]:
    """What each step of the preprocessing does."""
    whole = record["ways"][0]

    def row(way: Record) -> list[str]:
        change = way["right"] - whole["right"]
        gain = "" if way is whole else f" {bold(signed(100 * change, 2), change, way['standard_error'])}"
        return [way["what"], f"{percent(way['right'])}{gain}"]

    return [
        f"The preprocessing, which the weights have learnt with: {record['sheets']:,} held-out images, each of some size "
        "somewhere on a sheet as large as the page's, read by the shipped network without one of its steps:",
        table(["preprocessing", "right"], [row(way) for way in record["ways"]]),
    ]


def bold(difference: str, change: float, error: float) -> str:
    """Bold if the change is larger than chance explains."""
    return f"**{difference}**" if abs(change) > SURE * error else difference


def signed(value: float, digits: int) -> str:
    """In brackets, with its sign."""
    return f"({value:+.{digits}f})"


def how_varied(augmentation: Record, before: Record) -> str:
    """One sentence that says only what differs from the stage before, if there was one."""
    changed = {name: value for name, value in augmentation.items() if value != before.get(name)}
    how = ", ".join(f"`{name}` {value:g}" for name, value in changed.items())
    if before:
        return f"Pictures varied as before but for {how}." if changed else "Pictures varied as before."
    return f"Pictures varied by: {how}."


def describe(config: Record) -> str:
    """One stage in a sentence."""
    which = "The network itself" if config["network"] == "cnn" else "A larger network, which is not shipped"
    optimizer = {"muon": "Muon and AdamW", "adamw": "AdamW", "sgd": "SGD"}[config["optimizer"]]
    taught = (
        f" {config['distillation']:.0%} of the loss compares its answers with those of `{config['teacher']}`."
        if config.get("teacher")
        else ""
    )
    begins = f" Begins with the weights of `{config['start']}`." if config.get("start") else ""
    return (
        f"{which}, {config['epochs']} epochs in batches of {config['batch_size']}, {optimizer}, learning rate up to "
        f"{config['learning_rate']:g}, averaged weights.{begins}{taught}"
    )


def licence() -> list[str]:
    return [
        "## Licence",
        "Code and weights: MIT. The pictures in `examples.json` and `evaluation.json` are MNIST's (Y. LeCun, C. Cortes, "
        "C. Burges) and stay under CC BY-SA 3.0.",
    ]
