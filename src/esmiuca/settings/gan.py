"""What a run of the two networks is made of: every setting once, with its default, range, unit and explanation."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any

from esmiuca.errors import InputError
from esmiuca.settings.base import Settings, command, load, setting
from esmiuca.settings.training import MOST_HELD_OUT, Bfloat16, LearningRate, Seed

DEFAULT_RUN = "runs/gan"  # of `esmiuca train-gan` and `esmiuca gan export`


class GanConfig(Settings):
    """A whole run; each field is a flag of `esmiuca train-gan`."""

    steps: Annotated[int, setting("Steps that both networks take.", "steps", ge=1)] = 15_000
    batch_size: Annotated[int, setting("Real digits a step, and as many generated ones.", "images", ge=2)] = (
        64
    )
    # Falls to zero over the last part of the run.
    learning_rate: Annotated[LearningRate, setting("Of both networks.")] = 2e-3
    # Of 0.03, 0.1, 0.3 and 1 this one comes nearest to held-out training images in 1,500 steps, see
    # benchmarks/gan_penalty.py.
    gradient_penalty: Annotated[
        float,
        setting("What steepness costs the discriminator, at real and at generated digits (R1 and R2).", ge=0),
    ] = 0.1
    # They are what is measured and shipped.
    ema_decay: Annotated[float, setting("Decay of the generator's averaged weights.", ge=0, lt=1)] = 0.999
    seed: Seed = 7
    validation_size: Annotated[
        int,
        setting(
            "Digits that the discriminator never learns from, to calibrate it.",
            "images",
            ge=10,
            le=MOST_HELD_OUT,
        ),
    ] = 6000
    # The first and the last among them.
    snapshots: Annotated[int, setting("Moments of both networks that are kept.", "moments", ge=2)] = 25
    bf16: Bfloat16 = None

    def command(self, run: str | None = None) -> str:
        """`esmiuca train-gan` with the flags that ask for this, in the folder `run`."""
        return shlex.join(command("esmiuca train-gan", self, run, DEFAULT_RUN))

    @staticmethod
    def of(values: dict[str, Any]) -> GanConfig:
        """The configuration that was saved. Raises InputError where it is none."""
        return GanConfig(**values)

    @staticmethod
    def load(path: Path) -> GanConfig:
        """The configuration of an earlier run; raises InputError where the file is not one."""
        try:
            return GanConfig.of(load(path))
        except (OSError, ValueError, TypeError, InputError) as error:
            raise InputError(
                f"{path} is not the configuration of a run of train-gan ({error}); start a new run."
            ) from error
