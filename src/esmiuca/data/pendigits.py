"""Pendigits: digits as 30 people wrote them with a pen on a tablet, 250 each.

Source: Alpaydin and Alimoglu 1996, "Pen-Based Recognition of Handwritten Digits", UCI, DOI 10.24432/C5MG6K; licence
CC BY 4.0. This is the archive's `pendigits-orig.tra`; 14 other people's digits are in another file, which nothing is trained on.
"""

from __future__ import annotations

import hashlib
import io
import urllib.request
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from esmiuca.data.drawing import Drawing
from esmiuca.data.find import user_cache
from esmiuca.data.lzw import MAGIC, uncompress
from esmiuca.data.unipen import parse_unipen
from esmiuca.errors import DataError

# These people's digits judge and are never trained on: every fifth writer.
HELD_OUT_WRITERS = frozenset(str(writer) for writer in range(3, 31, 5))


@dataclass(frozen=True)
class StrokeSource:
    """A published file of pen strokes."""

    title: str
    key: str
    name: str
    """Of the file, plain; a ".Z" after it where it is compressed."""
    checksum: str
    """SHA-256 of the plain file."""
    mirrors: tuple[str, ...]
    """Addresses of the file, compressed or not, or of a ZIP that holds it."""


PENDIGITS = StrokeSource(
    title="Pendigits",
    key="pendigits",
    name="pendigits-orig.tra",
    checksum="a66225d68d7d68591e62944df1ad33b3f5aa608e2df2505844b41f5568a80da4",
    mirrors=(
        "https://archive.ics.uci.edu/static/public/81/pen+based+recognition+of+handwritten+digits.zip",
        "https://archive.ics.uci.edu/ml/machine-learning-databases/pendigits/pendigits-orig.tra.Z",
    ),
)


class Pens(NamedTuple):
    """People's digits, and those of others for choosing."""

    trained: list[Drawing]
    held_out: list[Drawing]


def load_pens(path: Path | None = None, source: StrokeSource = PENDIGITS) -> Pens:
    """The file's digits by whether their writer is held out; see `find_strokes` for where from."""
    drawings = [d for d in parse_unipen(find_strokes(path, source), source.name) if d.digit is not None]
    return split_writers(drawings)


def split_writers(drawings: Sequence[Drawing]) -> Pens:
    """Those whose digits may be trained on, and those whose judge."""
    return Pens(
        [drawing for drawing in drawings if drawing.writer not in HELD_OUT_WRITERS],
        [drawing for drawing in drawings if drawing.writer in HELD_OUT_WRITERS],
    )


def find_strokes(path: Path | None = None, source: StrokeSource = PENDIGITS) -> bytes:
    """The checked, plain bytes of a file of strokes.

    Args:
        path: the only file to look at, or a folder that holds it; None tries the cache, then the mirrors, whose file is put
            into the cache.
        source: what it must be.

    Raises DataError, which says what was tried and what to do.
    """
    if path is not None:
        return read(path / source.name if path.is_dir() else path, source)
    kept = user_cache(source.key) / source.name
    return read(kept, source) if kept.is_file() else fetch(kept, source)


def remedy(source: StrokeSource) -> str:
    return f"name {source.name} of UCI's {source.title} with --pens FILE, or leave pens out"


def read(path: Path, source: StrokeSource) -> bytes:
    """A file's plain bytes, if they are the source's."""
    try:
        return checked(plain(path.read_bytes(), source, str(path)), source, str(path))
    except OSError as error:
        raise DataError(f"{path} can't be read ({error}); {remedy(source)}.") from error


def plain(content: bytes, source: StrokeSource, where: str) -> bytes:
    """The file out of whatever it is packed in."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = {Path(name).name: name for name in archive.namelist()}
                name = next(names[name] for name in (source.name, f"{source.name}.Z") if name in names)
                content = archive.read(name)
        except (StopIteration, zipfile.BadZipFile) as error:
            raise DataError(f"{where} holds no {source.name}; {remedy(source)}.") from error
    return uncompress(content, where) if content[: len(MAGIC)] == MAGIC else content


def checked(content: bytes, source: StrokeSource, where: str) -> bytes:
    """Returns `content` if it is the source's file."""
    digest = hashlib.sha256(content).hexdigest()
    if digest != source.checksum:
        raise DataError(
            f"{where} is not {source.title}' {source.name}: its SHA-256 is {digest[:12]}…, expected "
            f"{source.checksum[:12]}… ({len(content)} bytes: truncated, damaged or another file); {remedy(source)}."
        )
    return content


def fetch(kept: Path, source: StrokeSource) -> bytes:
    """From the first mirror that answers with the right file, which is kept."""
    failures = []
    for mirror in source.mirrors:
        try:
            with urllib.request.urlopen(mirror, timeout=60) as response:
                content = checked(plain(response.read(), source, mirror), source, mirror)
        except (OSError, DataError) as error:
            failures.append(f"{mirror} ({error})")
            continue
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_name(f"{source.name}.partial")
        partial.write_bytes(content)
        partial.replace(kept)
        return content
    tried = "; ".join([str(kept), *failures])
    raise DataError(f"{source.title}' {source.name} was not found (looked in {tried}); {remedy(source)}.")
