"""What is printed reaches whoever reads it: under any code page, and without obeying what a file's name holds."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

LIKENESSES = {
    "—": "-",
    "–": "-",
    "−": "-",
    "─": "-",
    "━": "-",
    "×": "x",
    "·": ".",
    "…": "...",
    "→": "->",
    "←": "<-",
    "≥": ">=",
    "≤": "<=",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
}
"""What is not a letter with an accent, and how it is written where there is only ASCII: a dash must not become the "?" that
stands for a refused digit."""

REORDERING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
"""Unicode's names of what turns the direction of writing: with it "gnp.7" reads "7.png"."""

HANDLER = "esmiuca.likeness"


def speak_anywhere() -> None:
    """From now on standard output and error take every character, each as it is or as something like it.

    Redirected output has the code page of its system (cp932, cp850, …), which lacks most of Unicode; and a program may be
    started with neither stream.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def visible(text: str, kept: str = "") -> str:
    r"""The text with what would steer a terminal, break the line or turn its direction spelled out: "\x1b[2J". `kept` stays."""
    return "".join(
        character if character in kept or _is_harmless(character) else _spelled(character)
        for character in text
    )


def _is_harmless(character: str) -> bool:
    # Neither a control character, a separator of lines or a byte that is no text, nor what reorders the text around it.
    steers = unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")
    return not steers and unicodedata.bidirectional(character) not in REORDERING


def _spelled(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _like(character: str) -> str:
    if found := LIKENESSES.get(character):
        return found
    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    return letters or "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_like(character) for character in error.object[error.start : error.end]), error.end


codecs.register_error(HANDLER, _replace)
