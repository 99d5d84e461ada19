"""The classifiers' model card, in Markdown, from their manifest and what was measured; never by hand."""

from __future__ import annotations

from typing import Any

from esmiuca.evaluation.markdown import percent, table

CARD_NAME = "MODEL_CARD.md"
SETS = {"validation": "held-out images", "test": "MNIST's test images", "pen": "pen digits"}


def manual_card(manifest: dict[str, Any], record: dict[str, Any]) -> str:
    """The whole card.

    Args:
        manifest: manifest.json of the classifiers.
        record: evaluation.json of the same.
    """
    parts = [
        *title(manifest),
        *features(manifest),
        *fitting(manifest, record),
        *figures(record),
        *limits(record),
    ]
    return "\n\n".join(parts) + "\n"


def title(manifest: dict[str, Any]) -> list[str]:
    return [
        f"# Model card: {manifest['model']['name']} {manifest['model']['version']}",
        "*Written by `make manual-features` from `manifest.json` and `evaluation.json`, never by hand.*",
        f"{manifest['model']['title']}: {len(manifest['classifiers'])} multinomial logistic regressions, one for every "
        "choice of three groups of features. They stand beside the page's network in chapter 02, to show what reading "
        "digits was like before features were learned; they are not meant to read anything else, and never refuse.",
    ]


def features(manifest: dict[str, Any]) -> list[str]:
    sizes = manifest["features"]
    count = {group["name"]: group["size"] for group in sizes["groups"]}
    cells, zones = sizes["side"] // sizes["cell"], sizes["side"] // sizes["zone"]
    rows = [
        [
            "`hog`",
            f"{count['hog']:,}",
            f"histograms of {sizes['orientations']} directions of edges in {cells}×{cells} cells, evened out over blocks "
            f"of {sizes['block']}×{sizes['block']} cells (Dalal and Triggs 2005; scikit-image)",
        ],
        ["`zoning`", f"{count['zoning']:,}", f"mean ink of {zones}×{zones} zones"],
        [
            "`profiles`",
            f"{count['profiles']:,}",
            "mean ink of each row and column, and how many strokes each crosses (a pixel is a stroke's from "
            f"{sizes['ink']:g} on)",
        ],
    ]
    return [
        "## What people decided to measure",
        table(["group", "numbers", "what they are"], rows),
        "On the same 28×28 pixels that the network sees. `src/esmiuca/manual/features.py` and "
        "`web/src/labs/manual/manualFeatures.ts` agree within 0.00001.",
    ]


def fitting(manifest: dict[str, Any], record: dict[str, Any]) -> list[str]:
    how = manifest["training"]
    rows = [
        [
            f"`{name}`",
            *(percent(accuracy) for accuracy in found["tried"].values()),
            f"{found['inverse_penalty']:g}",
        ]
        for name, found in record["classifiers"].items()
    ]
    tried = [f"C = {penalty}" for penalty in next(iter(record["classifiers"].values()))["tried"]]
    return [
        "## How they were fitted",
        f"`{how['command']}`, by scikit-learn, on {how['images']:,} of MNIST's 60,000 training images (Y. LeCun, "
        f"C. Cortes, C. Burges; CC BY-SA 3.0), as they are: not varied, unlike the network's. The penalty was chosen on the "
        f"{record['classifiers']['hog']['validation']['images']:,} others, which are held out of the network's training too. "
        "Features are divided by one number a kind, which is folded into the weights; these are rounded to "
        f"{manifest['model']['weight_precision']} before anything is measured.",
        table(["features", *tried, "chosen"], rows),
    ]


def figures(record: dict[str, Any]) -> list[str]:
    network = record["network"]
    sets = [name for name in SETS if name in network]
    named = {f"`{name}`": found for name, found in record["classifiers"].items()}
    named[f"the network, {network['name']} {network['version']}"] = network
    rows = [
        [
            name,
            f"{found['parameters']:,}",
            *(f"{percent(found[key]['accuracy'])} ({found[key]['mistakes']:,} mistakes)" for key in sets),
            f"{found['test']['expected_calibration_error']:.4f}",
        ]
        for name, found in named.items()
    ]
    drawn = record.get("pen")
    pen = "."
    if drawn:
        pen = (
            f" or by the pen digits: {drawn['digits']} of {drawn['writers']} people, each drawn with "
            f"{len(drawn['widths'])} widths of pen."
        )
    header = ["features", "parameters", *(f"{SETS[key]} ({network[key]['images']:,})" for key in sets)]
    return [
        "## How good they are",
        table([*header, "calibration error, test images"], rows),
        "All of it by the same command. Nothing was chosen by the test images" + pen,
    ]


def limits(record: dict[str, Any]) -> list[str]:
    best = record["classifiers"][max(record["classifiers"], key=lambda name: name.count("+"))]
    lines = [
        "- Every feature belongs to a place: what lies elsewhere is something else to them. Size and place are evened out "
        "before, by the preprocessing that they share with the network.",
        "- The comparison is of two whole pipelines. The network was also trained on varied images and by a larger "
        "teacher, and it has many more parameters; features that people designed could be more, better chosen ones.",
    ]
    if "pen" in best:
        lines.append(
            f"- On drawings they lose more than the network does: {percent(best['pen']['accuracy'])} of the pen digits with "
            f"all features, {percent(record['network']['pen']['accuracy'])} by the network."
        )
    return ["## Limits", "\n".join(lines), "## Licence", "Code and weights: MIT."]
