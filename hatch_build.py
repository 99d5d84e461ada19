"""What a wheel holds besides the package: the network and the built page, so that it runs without Node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# folder in the repository → folder in the package
INSIDE = {"artifacts": "esmiuca/artifacts", "web/dist": "esmiuca/site"}


class PackageData(BuildHookInterface):
    """An editable install finds both in the checkout; only a wheel carries copies."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        for source, target in INSIDE.items():
            if not (Path(self.root) / source).is_dir():
                raise FileNotFoundError(f"{source} is missing: build the page first, with `make wheel`.")
            build_data["force_include"][source] = target
