"""Where to look for a data set's four files: a given folder, the cache, a package, public mirrors.

A file is used only if its SHA-256 is the expected one.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from esmiuca.data.idx import read_bytes
from esmiuca.data.source import Source
from esmiuca.errors import DataError


def cache_folder(source: Source) -> Path:
    """Where a set's fetched files are kept: in $ESMIUCA_CACHE, else in the user's cache folder."""
    return user_cache(source.key)


def user_cache(key: str) -> Path:
    """The folder of one set in the cache."""
    named = os.environ.get("ESMIUCA_CACHE")
    if named:
        return Path(named) / key
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "esmiuca" / key


def package_folders(source: Source) -> Iterator[Path]:
    """The packages' data folders; relative ones in this checkout (beside the sources), else under the working directory."""
    for folder in source.packages:
        checkout = Path(__file__).resolve().parents[3] / folder  # an absolute folder replaces the root
        yield checkout if checkout.is_dir() else Path.cwd() / folder


def find_file(
    source: Source, name: str, data: Path | None = None, *, mirrors: tuple[str, ...] | None = None
) -> bytes:
    """The checked, uncompressed bytes of one of a data set's files.

    Args:
        source: the data set.
        name: a key of its checksums.
        data: the only folder to look in; None tries cache, packages and mirrors.
        mirrors: other addresses than the set's own, tried in order; what they give is put into the cache.

    Raises DataError, which says which file failed, where, and what to do.
    """
    if data is not None:
        path = existing(data, name)
        if path is None:
            raise DataError(f"--data {data} holds no {name} (nor {name}.gz); {source.remedy}.")
        return checked(source, read_bytes(path), name, str(path))
    for folder in (cache_folder(source), *package_folders(source)):
        path = existing(folder, name)
        if path is not None:
            return checked(source, read_bytes(path), name, str(path))
    return fetch(source, name, source.mirrors if mirrors is None else mirrors)


def existing(folder: Path, name: str) -> Path | None:
    """The file, plain or gzip-compressed, under either of the two spellings in use (-idx3, .idx3)."""
    for spelling in (name, name.replace("-idx", ".idx")):
        for suffix in ("", ".gz"):
            path = folder / (spelling + suffix)
            if path.is_file():
                return path
    return None


def checked(source: Source, content: bytes, name: str, where: str) -> bytes:
    """Returns `content` if it is the set's file `name`; otherwise raises DataError, which says what it is instead."""
    digest = hashlib.sha256(content).hexdigest()
    expected = source.checksums[name]
    if digest == expected:
        return content
    for other, checksum in source.checksums.items():
        if digest == checksum:
            raise DataError(
                f"{where} holds {source.title}'s {other}, not {name}: two files are swapped; rename them."
            )
    raise DataError(
        f"{where} is not {source.title}'s {name}: its SHA-256 is {digest[:12]}…, expected {expected[:12]}… "
        f"({len(content)} bytes: truncated, damaged or of another set); remove it, then {source.remedy}."
    )


def fetch(source: Source, name: str, mirrors: tuple[str, ...]) -> bytes:
    """Download from the first mirror that answers with the right file, and keep it in the cache."""
    failures = []
    for mirror in mirrors:
        try:
            with urllib.request.urlopen(f"{mirror}{name}.gz", timeout=60) as response:
                content = checked(source, gzip.decompress(response.read()), name, mirror)
        except (OSError, EOFError, DataError) as error:
            failures.append(f"{mirror} ({error})")
            continue
        folder = cache_folder(source)
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{name}.partial"
        partial.write_bytes(content)
        partial.replace(folder / name)
        return content
    tried = "; ".join([str(cache_folder(source)), *map(str, package_folders(source)), *failures])
    raise DataError(f"{source.title}'s {name} was not found (looked in {tried}); {source.remedy}.")
