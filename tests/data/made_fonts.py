"""Fonts as small as can be: Pillow's own under other names."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from PIL import ImageFont

OWN = "Aileron"


def make_fonts(folder: Path, families: Iterable[str]) -> None:
    """A file a family; names have seven letters."""
    own = ImageFont.load_default(20)
    assert isinstance(own, ImageFont.FreeTypeFont)
    assert isinstance(own.path, io.BytesIO)
    content = own.path.getvalue()
    folder.mkdir(parents=True, exist_ok=True)
    for family in families:
        assert len(family) == len(OWN)
        made = content
        for encoding in ("utf-16-be", "ascii"):
            made = made.replace(OWN.encode(encoding), family.encode(encoding))
        (folder / f"{family}.ttf").write_bytes(made)
