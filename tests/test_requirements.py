"""What the image and the release install is pinned with hashes, and nothing else gets into them."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[1]
NAMES = ["serve", "build", "audit"]
REMEDY = "`make constraints` writes it again"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
WANTED = {"serve": PROJECT["project"]["dependencies"], **PROJECT["dependency-groups"]}


def text(path: str) -> str:
    return (REPOSITORY / path).read_text("utf-8")


def pinned(name: str) -> dict[str, tuple[str, str]]:
    """Of a file in requirements/, each package's version and what belongs to it: marker and hashes."""
    lines = re.sub(r"^#.*\n", "", text(f"requirements/{name}.txt"), flags=re.MULTILINE).replace("\\\n", "")
    found = {}
    for line in lines.splitlines():
        package, version, rest = re.fullmatch(r"([\w.-]+)==(\S+)\s+(.*)", line).groups()  # type: ignore[union-attr]
        found[canonicalize_name(package)] = (version, rest)
    return found


def constraints() -> dict[str, str]:
    lines = [line.split("==") for line in text("constraints.txt").splitlines() if "==" in line]
    return {canonicalize_name(package): version for package, version in lines}


def needed(lines: list[str], extra: str = "") -> set[str]:
    """Names of what is required here, and of what that requires, as far as it is installed."""
    found: set[str] = set()
    for line in lines:
        one = Requirement(line)
        if one.marker is not None and not one.marker.evaluate({"extra": extra}):
            continue
        found.add(canonicalize_name(one.name))
        try:
            requires = metadata.requires(one.name) or []
        except metadata.PackageNotFoundError:
            continue
        for chosen in one.extras or {""}:
            found |= needed(requires, chosen)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_package_has_hashes_and_no_address(name: str) -> None:
    assert len(pinned(name)) > 20
    for package, (_, rest) in pinned(name).items():
        marker, *hashes = re.split(r"\s*--hash=sha256:", rest)
        assert hashes, f"{package} has no hash; {REMEDY}"
        assert all(re.fullmatch(r"[0-9a-f]{64}\s*", one) for one in hashes), package
        assert not marker or marker.startswith(";"), package
    assert "://" not in text(f"requirements/{name}.txt")


@pytest.mark.parametrize("name", NAMES)
def test_the_versions_are_those_that_the_tests_ran_with(name: str) -> None:
    tested = constraints()
    for package, (version, _) in pinned(name).items():
        assert version == tested.get(package, version), f"{package}: {REMEDY}"
    if name == "serve":
        assert set(pinned(name)) <= set(tested)


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_needed_is_pinned(name: str) -> None:
    assert len(needed(WANTED[name])) >= len(WANTED[name])
    assert needed(WANTED[name]) <= set(pinned(name)), REMEDY


def installs(path: str) -> list[str]:
    """Every command that installs Python packages, on a line of its own."""
    lines = text(path).replace("\\\n", " ").replace("&&", "\n").splitlines()
    return [line for line in lines if re.search(r"\bpip\b.*\binstall\b", line)]


def test_the_image_installs_only_what_has_a_hash_and_runs_no_setup() -> None:
    found = installs("Dockerfile")
    assert len(found) == 3
    own = [line for line in found if "dist/*.whl" in line]
    assert ["--no-deps" in line for line in own] == [True]
    for line in found:
        assert line in own or re.search(
            r"--only-binary :all: --require-hashes -r requirements/\w+\.txt", line
        ), line


def test_the_release_is_built_by_what_has_a_hash() -> None:
    recipe = re.search(r"^\$\(BUILD_READY\): .*\n\t(.*)$", text("Makefile"), re.MULTILINE)
    assert recipe is not None
    assert "--only-binary :all: --require-hashes -r requirements/build.txt" in recipe[1]
    for target in ("wheel", "sdist"):
        made = re.search(rf"^{target}: (.*) ##.*\n\t(.*)$", text("Makefile"), re.MULTILINE)
        assert made is not None
        assert made[1].split() == ["$(BUILD_READY)", "$(PAGE)"]
        assert "--no-isolation" in made[2]  # what would be fetched for an isolated build has no hash
    workflow = text(".github/workflows/release.yml")
    assert "make wheel sdist" in workflow
    assert "EXTRA_INDEX_URL" not in workflow
    assert installs(".github/workflows/release.yml") == []
