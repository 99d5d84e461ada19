"""What a run is made of: every setting once, with its default, range, unit and explanation.

`esmiuca train` has an option for each, the server and the page offer those of studio.py, and a run's folder keeps all of
them beside the checkpoint.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import model_validator

from esmiuca.errors import InputError
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.base import Settings, command, load, setting

DEFAULT_RUN = "runs/digits"  # of `esmiuca train` and `esmiuca export`
PORTION = 64  # pictures that are varied at a time by a random source of their own, and never divided among processes
MOST_HELD_OUT = 50_000  # of the 60,000
# What there was not yet when older runs were made: they are loaded as they were.
NOT_YET = {"marked": 0.0}

Epochs = Annotated[int, setting("Passes over the training images.", "epochs", ge=1)]
BatchSize = Annotated[int, setting("Images a step.", "images", ge=1)]
Optimizer = Annotated[
    Literal["muon", "adamw", "sgd"],
    setting("How weights follow their gradients; muon for the matrices between, AdamW for the rest."),
]
LearningRate = Annotated[float, setting("The highest learning rate of the schedule.", gt=0, le=1)]
Augment = Annotated[bool, setting("Vary the training pictures; half a minute of preparation.")]
Limit = Annotated[int | None, setting("Train on this many images only.", "images", unset="all", ge=1)]
LabelNoise = Annotated[float, setting("Share of the labels drawn at random.", "share", ge=0, le=1)]
Seed = Annotated[int, setting("Everything random follows from it.", ge=0)]
HeldOut = Annotated[
    int, setting("Images held out of the 60,000 for choosing.", "images", ge=10, le=MOST_HELD_OUT)
]
AverageDecay = Annotated[float, setting("Decay of the averaged weights.", ge=0, lt=1)]
Bfloat16 = Annotated[bool | None, setting("bfloat16 autocast.", unset="where the processor has it")]


class TrainingConfig(Settings):
    """A whole run; each field is a flag of `esmiuca train`."""

    epochs: Epochs = 40
    batch_size: BatchSize = (
        256  # large enough for two cores to be busy, small enough for a few thousand steps
    )
    optimizer: Optimizer = "muon"  # needs half the epochs
    learning_rate: LearningRate = 5e-3
    schedule: Annotated[
        Literal["one-cycle", "constant"],
        setting("Of the learning rate, after a rise: down to nothing, or as it is."),
    ] = "one-cycle"
    weight_decay: Annotated[float, setting("AdamW's decoupled weight decay.", ge=0, le=10)] = 0.05
    dropout: Annotated[
        float,
        setting(
            "Of fc1's results, half as much of pool's maps: left out while training.", "share", ge=0, lt=1
        ),
    ] = 0.0
    # Of a picture that is not a digit: Hendrycks et al. 2019.
    nondigit_weight: Annotated[float, setting("In the loss, of a picture that is no digit.", ge=0, le=10)] = (
        0.5
    )
    # All but the teacher are shipped.
    network: Annotated[
        Literal["cnn", "mlp", "small-mlp", "vgg", "teacher"],
        setting("The deck's network, one to compare it with, or a larger one for it to learn from."),
    ] = "cnn"
    dataset: Annotated[Literal["mnist", "fashion-mnist"], setting("Which pictures.")] = "mnist"
    # What do neighbours help?
    permuted: Annotated[bool, setting("Shuffle all pixels, always the same way; with --no-augment.")] = False
    # Szegedy et al. 2016.
    label_smoothing: Annotated[
        float, setting("Of a label's certainty, what is spread evenly over all.", "share", ge=0, lt=1)
    ] = 0.0
    mixup: Annotated[
        float,  # at 10 nearly all pairs half and half
        setting("Mix pairs of pictures by shares of Beta(α, α): α, such as 0.2; 0 mixes none.", ge=0, le=10),
    ] = 0.0
    label_noise: LabelNoise = 0.0  # what can be learnt from lies?
    # A graphics card has time for 4.
    width: Annotated[int, setting("Of a teacher: times as many maps in every layer.", ge=1)] = 1
    start: Annotated[
        str | None,
        setting(
            "Checkpoint of an earlier run, whose averaged weights training begins with, or the shipped weights.safetensors.",
            "file",
        ),
    ] = None
    teacher: Annotated[
        str | None,
        setting(
            "best.safetensors of a --network teacher run, or the shipped weights.safetensors, to learn from.",
            "file",
        ),
    ] = None
    distillation: Annotated[
        float,
        setting("Of the loss, what compares with the teacher's answer, not the label.", "share", ge=0, le=1),
    ] = 0.7
    # A network that goes on from what it was learns new styles from labels, the rest from its own answers.
    distrust: Annotated[
        bool, setting("Learn from the label alone where the teacher reads another digit.")
    ] = False
    variations: Annotated[
        int | None,
        setting(
            "Epochs after which the same varied pictures come again, from memory (some 0.2 GB each).",
            "epochs",
            unset="never",
            ge=1,
        ),
    ] = None
    ema_decay: AverageDecay = 0.999  # the averaged weights are what is measured and shipped
    seed: Seed = 7
    validation_size: HeldOut = 6000  # the test images are only reported
    limit: Limit = None
    bf16: Bfloat16 = None
    augment: Augment = True
    augmentation: AugmentationConfig = AugmentationConfig()

    @model_validator(mode="after")
    def _fits_together(self) -> TrainingConfig:
        if self.permuted and self.augment:
            raise InputError("permuted pictures can't be varied as pictures; give --no-augment too.")
        if self.dropout and self.network != "cnn":
            raise InputError(
                f"dropout={self.dropout} is the cnn's alone, not of network={self.network}; leave it out."
            )
        if self.network == "teacher" and self.teacher is not None:
            raise InputError("network=teacher learns from labels alone; leave teacher out.")
        if self.limit is not None and self.limit < self.batch_size:
            raise InputError(
                f"limit={self.limit} is below batch_size={self.batch_size}; raise it or lower batch_size."
            )
        return self

    @property
    def drawn(self) -> bool:
        """Whether pictures are strokes, which other pens may draw: MNIST's, unless they are left as they are."""
        return self.augment and self.dataset == "mnist"

    def command(self, run: str | None = None) -> str:
        """`esmiuca train` with the flags that ask for this, in the folder `run`."""
        words = command("esmiuca train", self, run, DEFAULT_RUN, without=("augmentation",))
        usual = AugmentationConfig()
        for name, amount in self.augmentation:
            if amount != getattr(usual, name):
                words += ["--vary", f"{name}={amount}"]
        return shlex.join(words)

    @staticmethod
    def of(values: dict[str, Any]) -> TrainingConfig:
        """The configuration that was saved, also by an earlier version. Raises one of many errors where it is none."""
        known = {name: value for name, value in values.items() if name in TrainingConfig.model_fields}
        augmentation = AugmentationConfig(**NOT_YET | known.pop("augmentation"))
        return TrainingConfig(**known, augmentation=augmentation)

    @staticmethod
    def load(path: Path) -> TrainingConfig:
        """The configuration of an earlier run; raises InputError where the file is not one."""
        try:
            return TrainingConfig.of(load(path))
        except (OSError, ValueError, TypeError, KeyError, InputError) as error:
            raise InputError(
                f"{path} is not the configuration of a run ({error}); start a new run."
            ) from error
