"""The fonts of this machine whose digits may be drawn: which are installed, by their families' names.

They are nobody's data set: which of them a run learnt from is told by name and by one checksum of all their files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from esmiuca.data.families import HELD_OUT, TRAINED
from esmiuca.errors import DataError

ENDINGS = (".ttf", ".otf")
INVERTED = "Inverted"  # white on black boxes
SIZE = 24  # pixels, at which a face is looked at
LEAST_FAMILIES = 12  # with fewer a network would learn single shapes
PACKAGES = "fonts-dejavu, fonts-liberation, fonts-dseg, …"


class Face(NamedTuple):
    """One weight and slope of a family."""

    family: str
    style: str
    path: Path


class Fonts(NamedTuple):
    """Faces by whether their family is held out."""

    trained: list[Face]
    held_out: list[Face]

    @property
    def families(self) -> list[str]:
        """Names of those that are trained on."""
        return sorted({face.family for face in self.trained})


def system_folders() -> Iterator[Path]:
    """Where Linux, macOS and Windows keep fonts, for everybody and for this user."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    yield from (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        data / "fonts",
        Path.home() / ".fonts",
    )
    yield from (Path("/Library/Fonts"), Path.home() / "Library" / "Fonts")
    if "WINDIR" in os.environ:
        yield Path(os.environ["WINDIR"]) / "Fonts"


def find_fonts(folder: Path | None = None) -> Fonts:
    """The known families' faces in `folder`, else in the system's folders.

    Raises DataError where they are too few to train on.
    """
    folders = list(system_folders()) if folder is None else [folder]
    found = sorted({face for face in faces(folders) if face.family in TRAINED | HELD_OUT})
    fonts = Fonts(
        [face for face in found if face.family in TRAINED],
        [face for face in found if face.family in HELD_OUT],
    )
    if len(fonts.families) < LEAST_FAMILIES or not fonts.held_out:
        where = folder or "the system's folders"
        raise DataError(
            f"{where} holds {len(fonts.families)} of the known families of fonts and {len(fonts.held_out)} faces of those that "
            f"judge; install more ({PACKAGES} of Debian), name a folder with --fonts DIR, or leave printed out."
        )
    return fonts


def faces(folders: Iterable[Path]) -> Iterator[Face]:
    """What can be read there, by a file of each; a family that two packages hold comes once."""
    seen: set[tuple[str, str]] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in ENDINGS:
                continue
            try:
                font = ImageFont.truetype(path, SIZE)
                family, style = (str(name) for name in font.getname())
                if (family, style) in seen or INVERTED in style or not has_digits(font):
                    continue
            except (OSError, ValueError):
                continue  # damaged, or none that FreeType knows
            seen.add((family, style))
            yield Face(family, style, path)


def has_digits(font: ImageFont.FreeTypeFont) -> bool:
    """Whether the ten digits are ten different pictures, not ten times the box of what is missing."""
    pictures = set()
    for digit in range(10):
        sheet = Image.new("L", (3 * SIZE, 3 * SIZE))
        ImageDraw.Draw(sheet).text((SIZE, SIZE // 2), str(digit), fill=255, font=font)
        pictures.add(np.asarray(sheet).tobytes())
    return len(pictures) == 10


def checksum(faces: Iterable[Face]) -> str:
    """SHA-256 of the files' contents, by the faces' names."""
    found = hashlib.sha256()
    for face in sorted(faces):
        found.update(f"{face.family!r} {face.style!r} ".encode())
        found.update(hashlib.sha256(face.path.read_bytes()).digest())
    return found.hexdigest()
