"""Where the trained network lies: inside the installed package, or in artifacts/ of a clone."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from esmiuca.errors import InputError, ManifestError
from esmiuca.images import short
from esmiuca.inference.manifest import MANIFEST_NAME, REMEDY, Manifest

PACKAGE = Path(__file__).parents[1]


def find_artifacts(folder: str | os.PathLike[str] | None = None) -> Path:
    """The folder that holds the manifest: the one given, else the package's own, else the clone's artifacts/.

    Raises ManifestError where there is none.
    """
    if folder is not None:
        candidates = [Path(folder)]
    else:
        candidates = [PACKAGE / "artifacts", PACKAGE.parent.parent / "artifacts"]
    for candidate in candidates:
        if (candidate / MANIFEST_NAME).is_file():
            return candidate
    looked = " and ".join(str(candidate) for candidate in candidates)
    raise ManifestError(
        f"no {MANIFEST_NAME} in {looked}; give the folder that `esmiuca export` wrote, or run that command."
    )


def artifacts_to_write(folder: Path | None, option: str, inside: str | Path = "") -> Path:
    """The folder to write into: the one given by `option`, else `inside` a clone's artifacts/.

    Raises InputError where Esmiúça is installed: what an installed package holds is its own, and the next user's.
    """
    if folder is not None:
        return folder
    found = find_artifacts()
    if found.is_relative_to(PACKAGE):
        raise InputError(
            f"{found / inside} belongs to the installed package and is not written into; name a folder of your own "
            f"with {option}."
        )
    return found / inside


def artifact_path(folder: Path, manifest: Manifest, kind: str) -> Path:
    """The path of a file that the manifest names ("network", "graph", "weights", "examples").

    Raises ManifestError where the manifest does not name it or its path leaves the folder.
    """
    entry = manifest.files.get(kind)
    if entry is None:
        raise ManifestError(f"{folder / MANIFEST_NAME} names no {kind!r} file; {REMEDY}.")
    path = folder / entry.path
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError) as error:  # a null byte, half a character, links in a circle…
        raise ManifestError(
            f"{folder / MANIFEST_NAME}: path {entry.path!r:.60} can't be looked up ({error}); {REMEDY}."
        ) from error
    if not inside:
        raise ManifestError(f"{folder / MANIFEST_NAME}: path {entry.path!r:.60} leaves the folder; {REMEDY}.")
    return path


def read_artifact(folder: Path, manifest: Manifest, kind: str) -> bytes:
    """The bytes of a file that the manifest names, checked by their SHA-256.

    Raises ManifestError where the file is missing or is another one.
    """
    path = artifact_path(folder, manifest, kind)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ManifestError(f"{short(str(path))} can't be read ({error.strerror}); {REMEDY}.") from error
    found = hashlib.sha256(content).hexdigest()
    expected = manifest.files[kind].sha256
    if found != expected:
        raise ManifestError(
            f"{path} has SHA-256 {found[:12]}…, the manifest says {expected[:12]}…: "
            f"it is damaged or of another export; {REMEDY}."
        )
    return content
