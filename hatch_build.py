"""What a wheel holds besides the package: the network, the built page, so that it runs without Node, and its materials (SBOMs)."""

from __future__ import annotations

import filecmp
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# folder in the repository → folder in the package
INSIDE = {"artifacts": "esmiuca/artifacts", "web/dist": "esmiuca/site"}

# The page's copies of the network. The server gives out the originals where a wheel lacks them.
COPIES = {"web/dist/model": "artifacts"}

# What training goes on from; nobody runs it.
LEFT_OUT = "artifacts/training"

# Of the packages that the page carries; the page's build writes it.
PAGE_MATERIALS = "web/dist/page.cdx.json"
# What a wheel needs besides, in the versions that were tested.
REQUIREMENTS = "requirements/serve.txt"


class PackageData(BuildHookInterface):
    """An editable install finds both in the checkout; only a wheel carries copies."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        for source, target in INSIDE.items():
            if not (Path(self.root) / source).is_dir():
                raise FileNotFoundError(f"{source} is missing: build the page first, with `make wheel`.")
            for file in (Path(self.root) / source).rglob("*"):
                left_out = file.is_relative_to(Path(self.root) / LEFT_OUT)
                if file.is_file() and not left_out and not self.is_copy(file):
                    inside = file.relative_to(Path(self.root) / source).as_posix()
                    build_data["force_include"][str(file)] = f"{target}/{inside}"
        self.check_page()
        self.folder = tempfile.TemporaryDirectory()
        needed = Path(self.folder.name) / "python.cdx.json"
        needed.write_text(json.dumps(self.python_materials(), indent=1) + "\n", encoding="utf-8")
        build_data["sbom_files"] += [PAGE_MATERIALS, str(needed)]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version == "standard":
            self.folder.cleanup()

    def python_materials(self) -> dict[str, Any]:
        """The packages that the wheel needs, as CycloneDX has it (https://cyclonedx.org/docs/1.6/json/)."""
        pinned = (Path(self.root) / REQUIREMENTS).read_text(encoding="utf-8")
        own = f"pkg:pypi/{self.metadata.core.name}@{self.metadata.version}"
        components = [
            {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
            for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", pinned, re.MULTILINE)
            for purl in [f"pkg:pypi/{name}@{version}"]
        ]
        component = {"type": "application", "bom-ref": own, "name": self.metadata.core.name, "purl": own}
        return {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {"component": component | {"version": self.metadata.version}},
            "components": components,
            "dependencies": [{"ref": own, "dependsOn": [one["bom-ref"] for one in components]}],
        }

    def is_copy(self, file: Path) -> bool:
        for copies, originals in COPIES.items():
            folder = Path(self.root) / copies
            if file.is_relative_to(folder):
                original = Path(self.root) / originals / file.relative_to(folder)
                return original.is_file() and filecmp.cmp(file, original, shallow=False)
        return False

    def check_page(self) -> None:
        """The page must be of this version, and say whose work it carries."""
        for name in ("web/dist/notices.txt", PAGE_MATERIALS):
            if not (Path(self.root) / name).is_file():
                raise FileNotFoundError(f"{name} is missing: build the page again, with `make wheel`.")
        page = (Path(self.root) / "web/dist/index.html").read_text(encoding="utf-8")
        found = re.search(r'<meta name="version" content="([^"]+)"', page)
        if found is None or found[1] != self.metadata.version:
            built = found[1] if found else "no version"
            raise ValueError(
                f"web/dist is the page of {built}, the package is {self.metadata.version}: build it again, with `make wheel`."
            )
