"""What is said of training runs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from esmiuca.installed import Installed
from esmiuca.settings.studio import RunSettings

RunState = Literal["running", "paused", "finished", "failed"]


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


class Deleted(BaseModel):
    """A run in the bin."""

    name: str = Field(description="The run's name.")
    until: datetime = Field(description="When it may be gone for good.")


class Studio(BaseModel):
    """Whether training is possible here, and every run."""

    available: bool
    reason: str | None = Field(None, description="Why it is not, in one sentence.")
    runs: list[Run]
    deleted: list[Deleted] = Field(description="What POST …/restore brings back, deleted last first.")


class Untrained(Studio):
    """The same where nothing can be trained: the reason also for programs, which may say it in another language."""

    code: Literal["not-installed"] = Field(default="not-installed", description="The reason's kind.")
    installed: Installed = Field(description="Whether this runs from a clone or from a wheel.")
    command: str = Field(description="What installs that which is missing.")
