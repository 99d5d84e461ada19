"""What a wheel holds besides the package: the network and the built page, so that it runs without Node."""

from __future__ import annotations

import filecmp
import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# folder in the repository → folder in the package
INSIDE = {"artifacts": "esmiuca/artifacts", "web/dist": "esmiuca/site"}

# The page's copies of the network. The server gives out the originals where a wheel lacks them.
COPIES = {"web/dist/model": "artifacts"}


class PackageData(BuildHookInterface):
    """An editable install finds both in the checkout; only a wheel carries copies."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        for source, target in INSIDE.items():
            if not (Path(self.root) / source).is_dir():
                raise FileNotFoundError(f"{source} is missing: build the page first, with `make wheel`.")
            for file in (Path(self.root) / source).rglob("*"):
                if file.is_file() and not self.is_copy(file):
                    inside = file.relative_to(Path(self.root) / source).as_posix()
                    build_data["force_include"][str(file)] = f"{target}/{inside}"
        self.check_page()

    def is_copy(self, file: Path) -> bool:
        for copies, originals in COPIES.items():
            folder = Path(self.root) / copies
            if file.is_relative_to(folder):
                original = Path(self.root) / originals / file.relative_to(folder)
                return original.is_file() and filecmp.cmp(file, original, shallow=False)
        return False

    def check_page(self) -> None:
        """The page must be of this version, and say whose work it carries."""
        if not (Path(self.root) / "web/dist/notices.txt").is_file():
            raise FileNotFoundError(
                "web/dist/notices.txt is missing: build the page again, with `make wheel`."
            )
        page = (Path(self.root) / "web/dist/index.html").read_text(encoding="utf-8")
        found = re.search(r'<meta name="version" content="([^"]+)"', page)
        if found is None or found[1] != self.metadata.version:
            built = found[1] if found else "no version"
            raise ValueError(
                f"web/dist is the page of {built}, the package is {self.metadata.version}: build it again, with `make wheel`."
            )
