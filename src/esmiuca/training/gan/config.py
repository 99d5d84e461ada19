"""What a run of the two networks is made of: every choice with its reason, saved beside the checkpoint."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from esmiuca.errors import InputError

DEFAULT_RUN = "runs/gan"  # of `esmiuca train-gan` and `esmiuca gan export`


@dataclass(frozen=True)
class GanConfig:
    """A whole run; each field is a flag of `esmiuca train-gan`."""

    steps: int = 15_000
    batch_size: int = 64  # of real digits, and as many generated ones, a step
    learning_rate: float = 2e-3  # of both networks; falls to zero over the last part of the run
    # What steepness costs the discriminator, at real and at generated digits. Ten times as much, and after 1,500 steps the
    # generated digits' features were a third farther from those of held-out training images.
    gradient_penalty: float = 0.1
    ema_decay: float = 0.999  # the generator's averaged weights are what is measured and shipped
    seed: int = 7
    validation_size: int = (
        6000  # real digits that the discriminator never learns from: it is calibrated on them
    )
    snapshots: int = 25  # how many moments of both networks are kept, the first and the last among them
    bf16: bool | None = None  # None: where the processor has it

    def __post_init__(self) -> None:
        for name, least in (("steps", 1), ("batch_size", 2), ("validation_size", 10), ("snapshots", 2)):
            if getattr(self, name) < least:
                raise InputError(f"{name}={getattr(self, name)} is too small; give at least {least}.")
        if not 0 < self.learning_rate <= 1:
            raise InputError(f"learning_rate={self.learning_rate} is out of range; give a value in (0, 1].")
        if not self.gradient_penalty >= 0:
            raise InputError(f"gradient_penalty={self.gradient_penalty} is negative; give 0 or more.")
        if not 0 <= self.ema_decay < 1:
            raise InputError(f"ema_decay={self.ema_decay} is out of range; give a value in [0, 1).")
        if self.validation_size > 50_000:
            raise InputError(
                f"validation_size={self.validation_size} leaves too little to train on; at most 50000."
            )

    def command(self, run: str | None = None) -> str:
        """`esmiuca train-gan` with the flags that ask for this, in the folder `run`."""
        words = ["esmiuca train-gan" if run in (None, DEFAULT_RUN) else f"esmiuca train-gan --run {run}"]
        for entry in fields(self):
            value = getattr(self, entry.name)
            if value != entry.default:
                flag = entry.name.replace("_", "-")
                words.append(
                    f"--{'' if value else 'no-'}{flag}" if isinstance(value, bool) else f"--{flag} {value}"
                )
        return " ".join(words)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @staticmethod
    def load(path: Path) -> GanConfig:
        """The configuration of an earlier run; raises InputError where the file is not one."""
        try:
            return GanConfig(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise InputError(
                f"{path} is not the configuration of a run of train-gan ({error}); start a new run."
            ) from error
