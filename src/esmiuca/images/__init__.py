"""Any picture → what the network sees (28×28). NumPy and Pillow only."""

from esmiuca.images.decode import MAX_PIXELS, Picture, decode, picture_suffixes, short
from esmiuca.images.normalize import normalize, normalize_ink
from esmiuca.images.number import PlacedDigit, normalize_number
from esmiuca.images.segments import Box
from esmiuca.images.settings import Preprocessing

__all__ = [
    "MAX_PIXELS",
    "Box",
    "Picture",
    "PlacedDigit",
    "Preprocessing",
    "decode",
    "normalize",
    "normalize_ink",
    "normalize_number",
    "picture_suffixes",
    "short",
]
