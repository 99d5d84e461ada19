"""What a run is made of: every choice with its reason, saved beside the checkpoint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Literal

from esmiuca.data import SOURCES
from esmiuca.errors import InputError
from esmiuca.settings.choices import command, load, require_at_least, require_usual_ranges, save

DEFAULT_RUN = "runs/digits"  # of `esmiuca train` and `esmiuca export`
NETWORKS = ("cnn", "mlp", "small-mlp", "vgg", "teacher")
OPTIMIZERS = ("muon", "adamw", "sgd")
SCHEDULES = ("one-cycle", "constant")
# Of AugmentationConfig: shares of all pictures, and pictures that are added, at most this many for each of MNIST's.
SHARES = ("plain", "free", "repen", "redraw", "pressure", "hollow", "coarse", "damage")
ADDED = ("synthetic", "marked", "nondigits")
MOST_ADDED = 10
MOST = 360  # of what is an angle or a length
MOST_WEIGHT = 10  # in the loss, and of weight decay
MOST_MIXUP = 10  # nearly all pairs half and half
# What there was not yet when older runs were made: they are loaded as they were.
NOT_YET = {"marked": 0.0}


@dataclass(frozen=True)
class AugmentationConfig:
    """How training pictures are varied. Lengths are in pixels of the 28×28 picture, angles in degrees.

    People turn, slant and stretch their digits more than MNIST's writers did, and draw with pens of any width.
    """

    plain: float = 0.15  # share fed as MNIST has it
    rotation: float = 14.0
    shear: float = 0.30  # slant, as x per y
    aspect: float = 0.30  # ln(width / height), up to ±
    scale: float = 0.08  # after the digit was fitted into its box, up to ±
    shift: float = 1.0
    free: float = 0.12  # share not fitted: any size, twice as turned, up to free_shift off the centre
    free_shift: float = 4.0
    elastic: float = 1.4  # largest displacement of the elastic field
    repen: float = 0.3  # share whose strokes grow or shrink …
    thickness: float = 1.6  # … by up to about this much
    redraw: float = 0.3  # share drawn again along the skeleton, with pens of any width …
    thinnest: float = 0.5
    thickest: float = 4.8
    pressure: float = 0.7  # how much a pen's half-width may vary along the stroke, until it breaks
    hollow: float = 0.12  # of those with changed strokes: only the outline
    contrast: float = 1.0  # edges up to this much crisper
    coarse: float = 0.06  # share scanned with few pixels, half of them black and white only
    damage: float = 0.16  # share spoilt by grain, blur, scratches, …, see damage.py
    synthetic: float = 0.25  # digits drawn by program, as a share of MNIST's, see strokes.py
    marked: float = 0.12  # MNIST's own 1s with a flag and 7s crossed, as a share of MNIST's, see marks.py
    nondigits: float = 0.26  # what is not a digit, as a share of MNIST's, see nondigits.py

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            most = 1 if name in SHARES else MOST_ADDED if name in ADDED else MOST
            if not 0 <= value <= most:
                raise InputError(f"{name}={value} is out of range; give a number from 0 to {most}.")

    @staticmethod
    def varied(changes: Iterable[str]) -> AugmentationConfig:
        """The usual one but for `changes`, each NAME=VALUE; raises InputError where there is no such field or number."""
        names = [entry.name for entry in fields(AugmentationConfig)]
        values = {}
        for change in changes:
            name, _, value = change.partition("=")
            try:
                if name not in names:
                    raise ValueError(f"{name!r} is no field of it")
                values[name] = float(value)
            except ValueError as error:
                raise InputError(
                    f"--vary {change} can't be used ({error}); give NAME=NUMBER with one of {', '.join(names)}."
                ) from error
        return AugmentationConfig(**values)


@dataclass(frozen=True)
class TrainingConfig:
    """A whole run; each field is a flag of `esmiuca train`."""

    epochs: int = 40
    batch_size: int = 256  # large enough for two cores to be busy, small enough for a few thousand steps
    optimizer: Literal["muon", "adamw", "sgd"] = (
        "muon"  # for the matrices between first and last layer; half the epochs
    )
    learning_rate: float = 5e-3  # the highest; see optimizers.py
    schedule: Literal["one-cycle", "constant"] = "one-cycle"
    weight_decay: float = 0.05
    dropout: float = 0.0  # of fc1's results; half as much of pool's maps
    nondigit_weight: float = 0.5  # of a picture that is not a digit in the loss (Hendrycks et al. 2019)
    network: Literal["cnn", "mlp", "small-mlp", "vgg", "teacher"] = "cnn"  # all but the teacher are shipped
    dataset: Literal["mnist", "fashion-mnist"] = "mnist"
    permuted: bool = False  # all pixels shuffled, always the same way: what do neighbours help?
    label_smoothing: float = (
        0.0  # of a label's certainty, what is spread evenly over all (Szegedy et al. 2016)
    )
    mixup: float = (
        0.0  # α of Beta(α, α), the distribution of shares by which pairs of pictures are mixed; 0: none
    )
    label_noise: float = (
        0.0  # share of the labels that are replaced by one drawn at random: what can be learnt from lies?
    )
    width: int = 1  # of a teacher: how many times as many maps; a graphics card has time for 4
    start: str | None = None  # checkpoint whose averaged weights training begins with, instead of random ones
    teacher: str | None = None  # best.safetensors of a run of the teacher, whose answers are learnt from
    distillation: float = 0.7  # how much of the loss compares with the teacher's answer instead of the label
    variations: int | None = (
        None  # epochs after which the same varied pictures come again; None: always new ones
    )
    ema_decay: float = 0.999  # the averaged weights are what is measured and shipped
    seed: int = 7
    validation_size: int = 6000  # held out of the 60,000 for choosing; the test images are only reported
    limit: int | None = None  # train on this many images only
    bf16: bool | None = None  # None: where the processor has it
    augment: bool = True
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)

    def __post_init__(self) -> None:
        require_at_least(self, epochs=1, batch_size=1, validation_size=10, width=1, seed=0)
        if self.variations is not None:
            require_at_least(self, variations=1)
        require_usual_ranges(self.learning_rate, self.ema_decay, self.validation_size)
        for name, known in (
            ("optimizer", OPTIMIZERS),
            ("schedule", SCHEDULES),
            ("network", NETWORKS),
            ("dataset", tuple(SOURCES)),
        ):
            if getattr(self, name) not in known:
                raise InputError(
                    f"{name}={getattr(self, name)!r} is unknown; give one of {', '.join(known)}."
                )
        for name in ("label_noise", "distillation"):
            if not 0 <= getattr(self, name) <= 1:
                raise InputError(f"{name}={getattr(self, name)} is out of range; give a share from 0 to 1.")
        for name in ("nondigit_weight", "weight_decay"):
            if not 0 <= getattr(self, name) <= MOST_WEIGHT:
                raise InputError(
                    f"{name}={getattr(self, name)} is out of range; give a number from 0 to {MOST_WEIGHT}."
                )
        if not 0 <= self.label_smoothing < 1:
            raise InputError(
                f"label_smoothing={self.label_smoothing} is out of range; give a value in [0, 1)."
            )
        if not 0 <= self.mixup <= MOST_MIXUP:
            raise InputError(
                f"mixup={self.mixup} is out of range; give a number from 0 to {MOST_MIXUP}, such as 0.2."
            )
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

    @property
    def drawn(self) -> bool:
        """Whether pictures are strokes, which other pens may draw: MNIST's, unless they are left as they are."""
        return self.augment and self.dataset == "mnist"

    def command(self, run: str | None = None) -> str:
        """`esmiuca train` with the flags that ask for this, in the folder `run`."""
        words = command("esmiuca train", self, run, DEFAULT_RUN, without=("augmentation",))
        usual = AugmentationConfig()
        words += [
            f"--vary {name}={amount}"
            for name, amount in asdict(self.augmentation).items()
            if amount != getattr(usual, name)
        ]
        return " ".join(words)

    def save(self, path: Path) -> None:
        save(self, path)

    @staticmethod
    def load(path: Path) -> TrainingConfig:
        """The configuration of an earlier run; raises InputError where the file is not one."""
        try:
            values = load(path)
            known = {entry.name for entry in fields(TrainingConfig)}
            augmentation = AugmentationConfig(**NOT_YET | values.pop("augmentation"))
            return TrainingConfig(
                **{k: v for k, v in values.items() if k in known}, augmentation=augmentation
            )
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise InputError(
                f"{path} is not the configuration of a run ({error}); start a new run."
            ) from error
