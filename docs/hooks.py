"""What the site's build adds to the pages: what is made from the code, files of the repository, links to these."""

from __future__ import annotations

import posixpath
import re
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "docs"))

import reference  # noqa: E402

GENERATED = {"command line": reference.command_line, "http": reference.http, "python": reference.python}
GENERATE = re.compile(r"<!-- generated: ([a-z ]+) -->")
INCLUDE = re.compile(r"<!-- include: (\S+) -->")
# [text](target): relative, so that it works where the repository is read too.
LINK = re.compile(r"(\]\()(?!\w+:|#|/)([^)#\s]+)(#[^)\s]*)?(\))")
# What these pages show of the repository, by page.
SHOWN = {
    "artifacts/MODEL_CARD.md": "docs/developers/model-card.md",
    "artifacts/lab/MODEL_CARD.md": "docs/developers/model-card-lab.md",
    "artifacts/lab/gan/MODEL_CARD.md": "docs/developers/model-card-gan.md",
    "artifacts/lab/manual-features/MODEL_CARD.md": "docs/developers/model-card-manual.md",
    "AGENTS.md": "docs/developers/rules.md",
    "CONTRIBUTING.md": "docs/developers/contributing.md",
    "CHANGELOG.md": "docs/developers/changelog.md",
    "SECURITY.md": "docs/developers/security.md",
    "LICENSE": "docs/data.md",
    "README.md": "docs/index.md",
    "README.pt-BR.md": "docs/index.pt-BR.md",
}
ELSEWHERE = re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//", re.I)
# The language menu's links on the two first pages, which are not relative as all others are.
HOME = re.compile(r'href="(/(?:pt-BR/)?)"')
MADE: dict[str, str] = {}
"""What was made from the code, once for all languages."""


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Puts in what a page asks for, and leads links into the repository to the page that shows the file."""
    if page.parent is None:  # a tab of its own has no pages beside it
        page.meta.setdefault("hide", []).append("navigation")
    here = f"docs/{page.file.src_uri}"
    source = here
    if include := INCLUDE.search(markdown):
        source = include[1]
        markdown = (ROOT / source).read_text(encoding="utf-8")
    else:
        markdown = GENERATE.sub(lambda mark: made(mark[1]), markdown)
    return LINK.sub(lambda link: link[1] + led(link[2], source, here) + (link[3] or "") + link[4], markdown)


def made(name: str) -> str:
    if name not in MADE:
        MADE[name] = GENERATED[name]()
    return MADE[name]


def led(target: str, source: str, here: str) -> str:
    """A link of the file `source` as the page `here` needs it."""
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    return posixpath.relpath(SHOWN.get(meant, meant), posixpath.dirname(here))


def on_post_page(output: str, *, page: Any, **_: Any) -> str:
    """The site loads nothing from another host, and works in any folder."""
    up = "../" * page.url.count("/") or "./"
    output = HOME.sub(lambda link: f'href="{up}{link[1].removeprefix("/")}"', output)
    if found := ELSEWHERE.search(output):
        raise SystemExit(f"{page.file.src_uri} loads something from another host: {found[0]}")
    return output


def on_post_build(*, config: Any, **_: Any) -> None:
    """The page's own icon is the site's."""
    shutil.copy(ROOT / "web/public/icon.svg", Path(config["site_dir"]) / "icon.svg")
