"""What READMEs and docs name is there: files, links, recipes, commands."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from docs.hooks import SHOWN, led
from esmiuca.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        *(ROOT / name for name in ("AGENTS.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
        *ROOT.glob("README*.md"),
        *(ROOT / "docs").rglob("*.md"),
    ]
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
# Where a file of the repository may lie. What `make` writes there is not in a fresh clone.
FOLDERS = ("src/", "web/", "tests/", "benchmarks/", "docs/", "artifacts/", ".ci/", ".github/")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def shell_of(page: Path) -> str:
    """What a page tells to type: its shell blocks and what stands in code within a sentence."""
    text = text_of(page)
    blocks = [block for language, block in FENCE.findall(text) if language in ("sh", "")]
    return "\n".join([*blocks, *CODE.findall(FENCE.sub("", text))])


def anchors_of(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text_of(page)), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", ["README.md", "README.pt-BR.md"])
def test_a_readme_is_short_and_opens_with_the_picture_and_two_commands(name: str):
    lines = text_of(ROOT / name).splitlines()
    assert len(lines) <= 110
    screen = "\n".join(lines[:12])
    assert "](docs/bench" in screen
    assert "make run" in screen
    assert "make test" in screen


def test_every_page_that_is_translated_has_the_same_headings_in_both_languages():
    translated = [page for page in PAGES if page.name.endswith(".pt-BR.md")]
    assert len(translated) >= 8
    for page in translated:
        levels = [
            re.findall(r"^#+(?= )", FENCE.sub("", text_of(one)), re.M)
            for one in (page, page.with_name(page.name.replace(".pt-BR", "")))
        ]
        assert levels[0] == levels[1], page


@each_page
def test_links_lead_somewhere(page: Path):
    for target in LINK.findall(text_of(page)):
        if re.match(r"\w+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors_of(file), target


def is_there(name: str) -> bool:
    return (ROOT / name).exists()


@each_page
def test_files_that_are_named_exist(page: Path):
    if page.name == "CHANGELOG.md":  # tells of what was
        return
    missing = []
    for code in CODE.findall(FENCE.sub("", text_of(page))):
        for word in code.split():
            if not word.startswith(FOLDERS) or re.search(r"[*…<>{]", word):
                continue
            # Commands in web/ say src/…
            if not any(is_there(name) for name in (word, f"web/{word}")):
                missing.append(word)
    assert missing == []


@each_page
def test_recipes_that_are_named_exist(page: Path):
    known = set(re.findall(r"^([a-z0-9-]+):(?!=)", text_of(ROOT / "Makefile"), re.M))
    named = set(re.findall(r"(?:^|\s|&& )make ([a-z][a-z0-9-]*)", shell_of(page), re.M))
    assert named - known == set()


@each_page
def test_commands_that_are_named_exist(page: Path):
    for line in re.findall(r"(?:^|\s|-m -- )esmiuca((?: [^\s|#;&(…]+)*)", shell_of(page), re.M):
        words = line.split()
        command, context = cli, click.Context(cli)
        while words and isinstance(command, click.Group) and not words[0].startswith("-"):
            if words[0] == "COMMAND":
                break
            found = command.get_command(context, words[0])
            assert found is not None, f"esmiuca{line}"
            command, context, words = found, click.Context(found, parent=context), words[1:]
        known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
        given = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert given - known - {"-h", "--help"} == set(), f"esmiuca{line}"


def test_the_house_names_every_room_of_the_package():
    for name in ("house.md", "house.pt-BR.md"):
        tree = text_of(ROOT / "docs/developers" / name).split("src/esmiuca/ ")[1].split("artifacts/ ")[0]
        named = set(re.findall(r"^  (\w+)/ ", tree, re.M))
        rooms = {path.parent.name for path in (ROOT / "src/esmiuca").glob("*/__init__.py")}
        assert named == rooms


def test_files_that_the_site_shows_exist_and_links_lead_to_their_page():
    assert [name for name in [*SHOWN, *SHOWN.values()] if not (ROOT / name).is_file()] == []
    assert (
        led("../artifacts/MODEL_CARD.md", "docs/figures.md", "docs/figures.md") == "developers/model-card.md"
    )
    assert led("docs/data.md", "CONTRIBUTING.md", "docs/developers/contributing.md") == "../data.md"
