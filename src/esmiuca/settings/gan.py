"""What a run of the two networks is made of: every choice with its reason, saved beside the checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from esmiuca.errors import InputError
from esmiuca.settings.choices import command, load, require_at_least, require_usual_ranges, save

DEFAULT_RUN = "runs/gan"  # of `esmiuca train-gan` and `esmiuca gan export`


@dataclass(frozen=True)
class GanConfig:
    """A whole run; each field is a flag of `esmiuca train-gan`."""

    steps: int = 15_000
    batch_size: int = 64  # of real digits, and as many generated ones, a step
    learning_rate: float = 2e-3  # of both networks; falls to zero over the last part of the run
    # What steepness costs the discriminator, at real and at generated digits: of 0.03, 0.1, 0.3 and 1 this one comes nearest
    # to held-out training images in 1,500 steps, see benchmarks/gan_penalty.py.
    gradient_penalty: float = 0.1
    ema_decay: float = 0.999  # the generator's averaged weights are what is measured and shipped
    seed: int = 7
    validation_size: int = (
        6000  # real digits that the discriminator never learns from: it is calibrated on them
    )
    snapshots: int = 25  # how many moments of both networks are kept, the first and the last among them
    bf16: bool | None = None  # None: where the processor has it

    def __post_init__(self) -> None:
        require_at_least(self, steps=1, batch_size=2, validation_size=10, snapshots=2, seed=0)
        require_usual_ranges(self.learning_rate, self.ema_decay, self.validation_size)
        if not self.gradient_penalty >= 0:
            raise InputError(f"gradient_penalty={self.gradient_penalty} is negative; give 0 or more.")

    def command(self, run: str | None = None) -> str:
        """`esmiuca train-gan` with the flags that ask for this, in the folder `run`."""
        return " ".join(command("esmiuca train-gan", self, run, DEFAULT_RUN))

    def save(self, path: Path) -> None:
        save(self, path)

    @staticmethod
    def load(path: Path) -> GanConfig:
        """The configuration of an earlier run; raises InputError where the file is not one."""
        try:
            return GanConfig(**load(path))
        except (OSError, ValueError, TypeError) as error:
            raise InputError(
                f"{path} is not the configuration of a run of train-gan ({error}); start a new run."
            ) from error
