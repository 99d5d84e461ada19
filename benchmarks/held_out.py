"""Which of two trained networks is better, by held-out pictures alone: run it before shipping new weights.

    make compare-runs ARGS="artifacts/weights.safetensors runs/digits/best.safetensors --pens pendigits-orig.tra"

Each network has its averaged weights, rounded to float16 as `esmiuca export` rounds them. Both see the same pictures:
images held out of the 60,000 as they are, varied and spoilt, digits drawn in styles never trained on, on photographs too, and
what is no digit, redrawn several times with seeds that no training has used; with --pens, digits of people whose pens no
training sees, written again as often; with --fonts, printed digits of families that no training sees. The standard errors are
of the paired differences, of the held-out images or of the drawings. The test images and the real pens are not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from bench import save, show
from jaxtyping import Float
from torch import nn

from esmiuca.data import load_mnist, split_validation
from esmiuca.data.fonts import find_fonts
from esmiuca.data.pendigits import load_pens
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.found import Found
from esmiuca.training.judge import CRITERION, logits, nondigit_auroc
from esmiuca.training.material import Validation, make_validation
from esmiuca.training.report import averaged_model
from esmiuca.training.start import is_shipped, shipped_stages

FIRST_SEED, BETWEEN = 50_000_017, 1000

Right = Float[np.ndarray, " N"]  # 1 where a picture is read right


def network(checkpoint: Path, config: TrainingConfig) -> nn.Module:
    """A checkpoint's network as it would be shipped."""
    return averaged_model(checkpoint, config).half().float()


def configuration(checkpoint: Path) -> TrainingConfig:
    """Of the run that a checkpoint is of, or of the one behind shipped weights."""
    if is_shipped(checkpoint):
        return TrainingConfig.of(shipped_stages(checkpoint)[-1]["config"])
    return TrainingConfig.load(checkpoint.parent / "config.json")


def right(model: nn.Module, validation: Validation) -> dict[str, Right]:
    """What it reads right, set by set."""
    return {
        name: (logits(model, x).argmax(1) == labels).float().numpy()
        for name, (x, labels) in validation.sets.items()
    }


def difference(name: str, before: Sequence[Right], after: Sequence[Right]) -> tuple[float, float]:
    """The mean difference and its standard error. What is drawn is another in each draw, the images and pens are the same."""
    changes = np.stack(after) - np.stack(before)  # (draws, N)
    each = changes.ravel() if name in ("drawn", "photographs", "printed") else changes.mean(axis=0)
    return float(each.mean()), float(each.std() / len(each) ** 0.5)


@click.command()
@click.argument("before", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--draws", type=click.IntRange(1), default=6, show_default=True)
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--pens", type=click.Path(exists=True, path_type=Path), help="Pendigits' pendigits-orig.tra.")
@click.option("--fonts", is_flag=True, help="Also with digits of this machine's fonts.")
def main(before: Path, after: Path, draws: int, data: Path | None, pens: Path | None, fonts: bool) -> None:
    configs = [configuration(checkpoint) for checkpoint in (before, after)]
    held = [(config.validation_size, config.seed) for config in configs]
    if held[0] != held[1]:
        raise click.UsageError(
            f"{before} held out {held[0][0]} images by seed {held[0][1]}, {after} {held[1][0]} by seed {held[1][1]}: "
            "what one held out, the other may have learnt from; compare runs that held out the same."
        )
    networks = [
        network(checkpoint, config) for checkpoint, config in zip((before, after), configs, strict=True)
    ]
    judged = AugmentationConfig(photographs=1.0)  # that there be any
    usual = TrainingConfig(validation_size=held[0][0], seed=held[0][1], augmentation=judged)
    _, held_out = split_validation(load_mnist("train", data), usual.validation_size, usual.seed)
    others = Found(load_pens(pens) if pens else None, find_fonts() if fonts else None)
    found: list[list[dict[str, Right]]] = [[], []]
    areas: list[list[float]] = [[], []]
    for draw in range(draws):
        validation = make_validation(held_out, usual, FIRST_SEED + BETWEEN * draw, others)
        for model, results, refusals in zip(networks, found, areas, strict=True):
            results.append(right(model, validation))
            assert validation.nondigits is not None
            refusals.append(nondigit_auroc(model, validation.sets["varied"][0], validation.nondigits))
    rows, sets = [], {}
    gain = variance = 0.0
    weights = {name: CRITERION[name] for name in found[0][0]}
    for name, weight in ((name, weight / sum(weights.values())) for name, weight in weights.items()):
        shares = [[result[name] for result in results] for results in found]
        means = [float(np.mean(share)) for share in shares]
        change, error = difference(name, shares[0], shares[1])
        gain, variance = gain + weight * change, variance + (weight * error) ** 2
        sets[name] = {"before": means[0], "after": means[1], "difference": change, "standard_error": error}
        rows.append(
            (name, *(f"{mean:.2%}" for mean in means), f"{100 * change:+.2f} ± {100 * error:.2f} points")
        )
    error = variance**0.5
    refusal = [float(np.mean(area)) for area in areas]
    rows += [
        ("criterion", "", "", f"{100 * gain:+.2f} ± {100 * error:.2f} points"),
        ("AUROC", *(f"{area:.4f}" for area in refusal), f"{refusal[1] - refusal[0]:+.4f}"),
    ]
    show(f"Held-out pictures, {draws} draws", ("set", "before", "after", "difference"), rows)
    save(
        "held_out",
        {
            "before": str(before),
            "after": str(after),
            "draws": draws,
            "sets": sets,
            "criterion": {"difference": gain, "standard_error": error},
            "auroc": {"before": refusal[0], "after": refusal[1]},
        },
    )


if __name__ == "__main__":
    main()
