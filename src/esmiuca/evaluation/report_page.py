"""What the report's page is made of: its look, its tables, its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { --paper: #fbf6ee; --card: #fffdf8; --ink: #2a211c; --soft: #6f6257; --line: #e6dccd; --accent: #b1480c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b1512; --card: #251d18; --ink: #f4e9da; --soft: #b7a797; --line: #3d3129; --accent: #f5a468; }
}
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 'Source Sans 3', 'Segoe UI', system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 64px; }
h1, h2 { font-family: 'Source Serif 4', Georgia, serif; line-height: 1.2; }
h2 { margin-top: 48px; }
p, footer { color: var(--soft); overflow-wrap: anywhere; }
footer { margin-top: 48px; }
code, td { font-family: 'Source Code Pro', ui-monospace, monospace; font-size: 13px; }
.wide { overflow-x: auto; margin: 16px 0; }
table { border-collapse: collapse; }
th { text-align: left; color: var(--soft); font-weight: 600; font-size: 14px; }
th, td { padding: 4px 16px 4px 0; white-space: nowrap; border-bottom: 1px solid var(--line); }
.confusion th, .confusion td { padding: 0; border: 1px solid var(--line); text-align: center; width: 9%; height: 36px; }
.confusion td { font-size: clamp(11px, 3vw, 13px); }
.confusion { table-layout: fixed; width: 100%; max-width: 640px; }
.confusion a { display: block; line-height: 36px; color: inherit; text-decoration: none; }
.confusion a:hover, .confusion a:focus-visible { outline: 2px solid var(--accent); }
.confusion .wrong a { color: var(--accent); font-weight: 700; }
.confusion .right { background: var(--card); }
section { display: none; margin: 16px 0; padding: 8px 16px 16px; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px; scroll-margin-top: 50vh; }
section:target { display: block; }
.close { float: right; color: var(--accent); font-size: 14px; padding: 4px; }
.images { display: flex; flex-wrap: wrap; gap: 16px; }
figure { margin: 0; font-size: 13px; width: 112px; }
img { image-rendering: pixelated; border-radius: 4px; }
figure img { width: 112px; height: 112px; }
.sheet { max-width: 100%; }
.plots { display: flex; flex-wrap: wrap; gap: 16px; }
.plots svg { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 10px; }
"""


def html_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table that scrolls by itself where it is wider than the page; `code` in backquotes, as in Markdown."""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in header)
    body = "".join(f"<tr>{''.join(f'<td>{marked(word)}</td>' for word in row)}</tr>" for row in rows)
    return f'<div class="wide" tabindex="0"><table><tr>{head}</tr>{body}</table></div>'


def marked(words: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(words))


def figure(source: str, alt: str, caption: str) -> str:
    """A picture of 28×28 pixels, enlarged, with its caption (HTML)."""
    return f'<figure><img src="{source}" alt="{escape(alt)}"><figcaption>{caption}</figcaption></figure>'
