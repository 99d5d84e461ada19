"""What may be asked of a training run, within limits, and what is said of one."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PORTION = 64  # pictures that are never divided among processes, see esmiuca/training/batches.py
RunState = Literal["running", "paused", "finished", "failed"]


class RunSettings(BaseModel):
    """A run's settings; each is a flag of `esmiuca train`."""

    model_config = ConfigDict(extra="forbid")

    epochs: int = Field(3, ge=1, le=100, description="Passes over the training images.")
    batch_size: int = Field(256, ge=1, le=4096, description="Images a step.")
    optimizer: Literal["muon", "adamw", "sgd"] = Field(
        "muon", description="How weights follow their gradients."
    )
    learning_rate: float = Field(0.005, gt=0, le=1, description="Peak of the one-cycle schedule.")
    augment: bool = Field(False, description="Vary the training pictures; half a minute of preparation.")
    limit: int | None = Field(None, ge=32, le=54_000, description="Train on this many images only.")
    label_noise: float = Field(0.0, ge=0, le=1, description="Share of the labels drawn at random.")
    seed: int = Field(7, ge=0, le=2**31 - 1, description="Everything random follows from it.")

    @property
    def processes(self) -> int:
        """Two, or one where the batch can't be shared by two."""
        return 2 if self.batch_size % (2 * PORTION) == 0 else 1

    def flags(self) -> list[str]:
        """The words of `esmiuca train` that ask for this."""
        words = []
        for name, value in self.model_dump(exclude_none=True).items():
            flag = name.replace("_", "-")
            if isinstance(value, bool):
                words.append(f"--{'' if value else 'no-'}{flag}")
            else:
                words += [f"--{flag}", str(value)]
        return words


class Run(BaseModel):
    """A training run in its folder."""

    name: str = Field(description="The folder's name.")
    state: RunState
    settings: RunSettings
    command: str = Field(description="The same run in a shell.")
    torchrun: str = Field(
        description="The same run in two processes, or in one where a batch can't be shared."
    )
    failure: str | None = Field(None, description="Why it failed, in one sentence.")
    has_checkpoint: bool = Field(description="Whether it can go on, or be taken as it is.")


class Studio(BaseModel):
    """Whether training is possible here, and every run."""

    available: bool
    reason: str | None = Field(None, description="Why it is not, in one sentence.")
    runs: list[Run]
