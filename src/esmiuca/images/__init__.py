"""Any picture → what the network sees (28×28). NumPy and Pillow only."""

from esmiuca.images.decode import (
    MAX_PIXELS,
    MAX_PROPORTION,
    WEIGHTS,
    Picture,
    decode,
    open_rows,
    picture_suffixes,
    short,
)
from esmiuca.images.normalize import normalize, normalize_ink
from esmiuca.images.number import PlacedDigit, normalize_number
from esmiuca.images.rows import Rgba
from esmiuca.images.segments import Box
from esmiuca.images.settings import Preprocessing

__all__ = [
    "MAX_PIXELS",
    "MAX_PROPORTION",
    "WEIGHTS",
    "Box",
    "Picture",
    "PlacedDigit",
    "Preprocessing",
    "Rgba",
    "decode",
    "normalize",
    "normalize_ink",
    "normalize_number",
    "open_rows",
    "picture_suffixes",
    "short",
]
