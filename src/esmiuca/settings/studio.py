"""What the studio asks of a run: some of its settings, with defaults and limits for somebody who watches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from esmiuca.settings.base import described, flags
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
# By the names of JSON Schema.
KINDS = {"integer": "whole", "number": "number", "boolean": "switch"}
KEYS = {"least": "minimum", "above": "exclusiveMinimum", "most": "maximum", "unit": "unit", "choices": "enum"}


class RunSettings(BaseModel):
    """A run's settings; each is a flag of `esmiuca train`, whose types these are, with narrower limits."""

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

    @staticmethod
    def of(config: TrainingConfig) -> RunSettings:
        """What the studio's form says of a run."""
        return RunSettings(**{name: getattr(config, name) for name in RunSettings.model_fields})


def form() -> list[dict[str, Any]]:
    """What a form needs of each setting, in their order.

    `name`; `kind`: whole, number, choice or switch; `default`; `explanation`. Of numbers `least`, or `above` where that value
    itself may not be given, and `most`; `optional` where nothing may be given; `unit`. Of a choice the `choices`.
    """
    return [entry_of(name, entry) for name, entry in described(RunSettings).items()]


def entry_of(name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """One setting of the form, by its JSON Schema."""
    kind = "choice" if "enum" in entry else KINDS[entry["type"]]
    found = {"name": name, "kind": kind, "default": entry["default"]}
    for key, known in KEYS.items():
        if known in entry:
            found[key] = entry[known]
    if "anyOf" in entry:
        found["optional"] = True
    return found | {"explanation": entry["description"]}
