"""The pictures that the words of a command line name: files, folders, globs. What can't be looked into is told, not skipped."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import filter as matching
from glob import has_magic
from pathlib import Path

from esmiuca.images import picture_suffixes, short

Report = Callable[[object], None]
"""Takes a sentence about what is left out."""

ANY_DEPTH = "**"

ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""Of a path: there is no such thing, which for a pattern is no fault."""


def expand(words: Iterable[str], report: Report) -> Iterator[str]:
    """Every picture that the words name: files as they are, folders and globs in alphabetical order."""
    suffixes = picture_suffixes()
    for word in words:
        if not word:
            report("'' names no file; give the path of a picture.")
        elif os.path.isdir(word):
            yield from told(word, in_folder(word, suffixes, report), report, FOLDER)
        elif has_magic(word) and not os.path.lexists(word):
            yield from told(word, matches(word, report), report, "{} matches no file; check the pattern.")
        else:
            yield word


FOLDER = "{} holds no picture; give a folder with PNG, JPEG or WebP files."


def told(word: str, paths: Iterable[str], report: Report, none: str) -> list[str]:
    """The paths in order; where there is none the sentence `none` about the word is reported."""
    found = sorted(paths)
    if not found:
        report(none.format(short(word)))
    return found


def in_folder(folder: str, suffixes: frozenset[str], report: Report) -> Iterator[str]:
    """What is a picture by its name, in the folder and all below, but for what is hidden. Links to folders aren't followed."""
    start = str(Path(folder))
    for path, entries in walk("" if start == os.curdir else start, report, follow_links=False):
        for entry in entries:
            if os.path.splitext(entry.name)[1].lower() in suffixes and not is_folder(entry):
                yield os.path.join(path, entry.name)


def walk(folder: str, report: Report, *, follow_links: bool) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """The folder ("" is the current one) and all below it, each with what it holds, but for what is hidden."""
    waiting = [(folder, os.path.realpath(folder), frozenset[str]())]
    while waiting:
        path, real, above = waiting.pop()
        found = listed(path, report)
        if found is None:
            continue
        entries = [entry for entry in found if not entry.name.startswith(".")]
        yield path, entries
        above |= {real}
        for entry in entries:
            if is_folder(entry, follow_links=follow_links):
                inside = os.path.join(path, entry.name)
                link = entry.is_symlink()
                leads_to = os.path.realpath(inside) if link else os.path.join(real, entry.name)
                if not (link and leads_to in above):  # or it would never end
                    waiting.append((inside, leads_to, above))


def matches(pattern: str, report: Report) -> Iterator[str]:
    """The files that the pattern names, as `glob.glob(pattern, recursive=True)` does."""
    drive, rest = os.path.splitdrive(pattern)
    parts = re.split(r"[\\/]+" if os.sep == "\\" else "/+", rest)
    start = drive
    if not parts[0]:  # absolute
        start, parts = drive + os.sep, parts[1:]
    yield from (path for path in _below(start, parts, report) if not os.path.isdir(path))


def _below(folder: str, parts: list[str], report: Report) -> Iterator[str]:
    # What the remaining parts of a pattern name in the folder ("" is the current one).
    part, *rest = parts
    if part == ANY_DEPTH:
        while rest and rest[0] == ANY_DEPTH:  # says it twice
            rest = rest[1:]
        for path, entries in walk(folder, report, follow_links=True):
            yield from _below(path, rest, report) if rest else (os.path.join(path, e.name) for e in entries)
    elif not has_magic(part):
        path = os.path.join(folder, part)
        if rest and exists(path, report, os.path.isdir):
            yield from _below(path, rest, report)
        elif not rest and part and exists(path, report, os.path.lexists):
            yield path
    else:
        names = [
            name
            for entry in listed(folder, report) or ()
            if not (name := entry.name).startswith(".") or part.startswith(".")
        ]
        for name in matching(names, part):
            path = os.path.join(folder, name)
            if not rest:
                yield path
            elif exists(path, report, os.path.isdir):
                yield from _below(path, rest, report)


def listed(folder: str, report: Report) -> list[os.DirEntry[str]] | None:
    """What a folder holds; None where it can't be looked into, which is reported."""
    try:
        with os.scandir(folder or os.curdir) as entries:
            return list(entries)
    except OSError as error:
        report(f"{short(folder)} can't be looked into ({error.strerror}); make it readable, or leave it out.")
        return None


def is_folder(entry: os.DirEntry[str], *, follow_links: bool = True) -> bool:
    """Whether it is a folder, as far as can be known."""
    try:
        return entry.is_dir(follow_symlinks=follow_links)
    except OSError:
        return False


def exists(path: str, report: Report, test: Callable[[str], bool]) -> bool:
    """Whether the path passes the test; what can't be known is reported."""
    try:
        os.lstat(path)
    except OSError as error:
        if error.errno not in ABSENT:
            report(f"{short(path)} can't be looked at ({error.strerror}); make it readable, or leave it out.")
        return False
    return test(path)
