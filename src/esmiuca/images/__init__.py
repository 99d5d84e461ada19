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
from esmiuca.images.groups import Box
from esmiuca.images.normalize import normalize, normalize_ink
from esmiuca.images.number import FoundDigit, NumberLine, PlacedDigit, lay_out_number, normalize_number
from esmiuca.images.rows import Rgba
from esmiuca.images.settings import Preprocessing
from esmiuca.images.signs import Sign

__all__ = [
    "MAX_PIXELS",
    "MAX_PROPORTION",
    "WEIGHTS",
    "Box",
    "FoundDigit",
    "NumberLine",
    "Picture",
    "PlacedDigit",
    "Preprocessing",
    "Rgba",
    "Sign",
    "decode",
    "lay_out_number",
    "normalize",
    "normalize_ink",
    "normalize_number",
    "open_rows",
    "picture_suffixes",
    "short",
]
