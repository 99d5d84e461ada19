"""What a release says of itself: one version everywhere, and whose work it carries."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

import esmiuca
from esmiuca.cli.main import cli

REPOSITORY = Path(__file__).resolve().parents[1]
REMEDY = "`make version VERSION=X.Y.Z` sets all of them"


def text(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page() -> Path:
    """The folder of the built page."""
    folder = REPOSITORY / "web/dist"
    if not (folder / "index.html").exists():
        pytest.fail("web/dist/index.html does not exist; run `make site` to build the page first.")
    return folder


def test_the_command_line_says_the_version() -> None:
    said = CliRunner().invoke(cli, ["--version"]).output
    assert said == f"esmiuca, version {esmiuca.__version__}\n"


def test_the_pages_package_is_of_the_same_version() -> None:
    package, lock = json.loads(text("web/package.json")), json.loads(text("web/package-lock.json"))
    found = {package["version"], lock["version"], lock["packages"][""]["version"]}
    assert found == {esmiuca.__version__}, REMEDY


def test_the_built_page_is_of_the_same_version(page: Path) -> None:
    found = re.search(r'<meta name="version" content="([^"]+)"', (page / "index.html").read_text("utf-8"))
    assert found is not None
    assert found[1] == esmiuca.__version__, "`make site` builds the page again"


def test_the_model_card_ships_with_the_same_version() -> None:
    found = re.search(r"^\*Ships with Esmiúça (\S+)\. ", text("artifacts/MODEL_CARD.md"), re.MULTILINE)
    assert found is not None
    assert found[1] == esmiuca.__version__, REMEDY


def test_the_installed_package_is_of_the_same_version() -> None:
    assert metadata.version("esmiuca") == esmiuca.__version__, "`make run` installs it again"


def test_every_package_that_the_page_bundles_has_its_licence_in_the_notices(page: Path) -> None:
    notices = (page / "notices.txt").read_text("utf-8")
    # What the page is made of at run time; Svelte's part of it is a development dependency.
    names = [*json.loads(text("web/package.json"))["dependencies"], "svelte"]
    for name in names:
        version = json.loads(text(f"web/node_modules/{name}/package.json"))["version"]
        # Once in the list, once above the text.
        assert len(re.findall(rf"^{re.escape(name)} {re.escape(version)} \(", notices, re.MULTILINE)) == 2, (
            name
        )


def test_what_the_page_bundles_is_found_in_its_files_by_name(page: Path) -> None:
    notices = (page / "notices.txt").read_text("utf-8")
    fonts = {re.sub(r"-latin.*", "", file.name) for file in page.glob("assets/*.woff2")}
    assert len(fonts) == 3
    for font in fonts:
        assert f"@fontsource-variable/{font} " in notices
    assert "SIL OPEN FONT LICENSE Version 1.1" in notices
    assert list(page.glob("assets/ort-wasm-*.wasm"))
    for held in ("protocolbuffers/protobuf", "Eigen", "abseil-cpp", "google/re2", "musl"):
        assert re.search(rf"^{held}", notices, re.MULTILINE), held


@pytest.mark.parametrize(
    "said",
    [
        "MNIST (CC-BY-SA-3.0)",
        "Yann LeCun, Corinna Cortes and Christopher J. C. Burges",
        "https://creativecommons.org/licenses/by-sa/3.0/",
        "Fashion-MNIST (MIT)",
        "Copyright © 2017 Zalando SE",
    ],
)
def test_the_images_that_are_carried_have_their_licences(page: Path, said: str) -> None:
    assert said in (page / "notices.txt").read_text("utf-8")
