"""Any picture → what the network sees (28×28). NumPy and Pillow only."""

from esmiuca.images.decode import MAX_PIXELS, Picture, decode
from esmiuca.images.normalize import normalize, normalize_ink
from esmiuca.images.settings import Preprocessing

__all__ = ["MAX_PIXELS", "Picture", "Preprocessing", "decode", "normalize", "normalize_ink"]
