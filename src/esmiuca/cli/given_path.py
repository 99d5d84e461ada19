"""The path that an option names."""

from __future__ import annotations

import os
from typing import Any

import click


class GivenPath(click.Path):
    """As click's, but for an empty one, which would be the current folder: a script's variable was not set."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        if value == "":
            self.fail("it is empty; give a path, or leave the option out.", param, ctx)
        return super().convert(value, param, ctx)
