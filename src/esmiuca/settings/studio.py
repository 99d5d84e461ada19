"""What the studio asks of a run: some of its settings, with defaults and limits for somebody who watches."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from esmiuca.settings.base import flags
from esmiuca.settings.training import (
    PORTION,
    Augment,
    BatchSize,
    Epochs,
    LabelNoise,
    LearningRate,
    Limit,
    Optimizer,
    Seed,
    TrainingConfig,
)

USUAL = TrainingConfig()


class RunSettings(BaseModel):
    """A run's settings; each is a flag of `esmiuca train`, whose types these are, with narrower limits.

    The page's form is made from what the server's description says of them.
    """

    model_config = ConfigDict(extra="forbid")

    epochs: Annotated[Epochs, Field(le=100)] = 3
    batch_size: Annotated[BatchSize, Field(le=4096)] = USUAL.batch_size
    optimizer: Optimizer = USUAL.optimizer
    learning_rate: LearningRate = USUAL.learning_rate
    augment: Augment = False
    limit: Annotated[Limit, Field(ge=32, le=54_000)] = USUAL.limit
    label_noise: LabelNoise = USUAL.label_noise
    seed: Annotated[Seed, Field(le=2**31 - 1)] = USUAL.seed

    @property
    def processes(self) -> int:
        """Two, or one where the batch can't be shared by two."""
        return 2 if self.batch_size % (2 * PORTION) == 0 else 1

    def flags(self) -> list[str]:
        """The words of `esmiuca train` that ask for this."""
        return flags(self.model_dump())

    def config(self) -> TrainingConfig:
        """What `esmiuca train` makes of them. Raises InputError where they don't fit together."""
        return TrainingConfig(**self.model_dump())

    @staticmethod
    def of(config: TrainingConfig) -> RunSettings:
        """What the studio's form says of a run."""
        return RunSettings(**{name: getattr(config, name) for name in RunSettings.model_fields})
