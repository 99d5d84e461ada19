"""Any picture → what the network sees (28×28). NumPy and Pillow only."""

from esmiuca.images.decode import MAX_PIXELS, Picture, decode, picture_suffixes
from esmiuca.images.normalize import normalize, normalize_ink
from esmiuca.images.settings import Preprocessing

__all__ = [
    "MAX_PIXELS",
    "Picture",
    "Preprocessing",
    "decode",
    "normalize",
    "normalize_ink",
    "picture_suffixes",
]
