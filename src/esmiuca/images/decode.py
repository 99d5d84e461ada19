"""Any picture as RGBA: a file, its bytes, a PIL image or an array.

Pictures come from anywhere, so the size is checked before anything is decoded (a "decompression bomb" is a
small file that unfolds into gigabytes), and only formats that Pillow reads by itself are opened.
"""

from __future__ import annotations

import io
import mmap
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from esmiuca.errors import ImageError, ImageFormatError, ImageTooLargeError
from esmiuca.images.pieces import check_pieces
from esmiuca.images.rows import Rgba, Rows, orientation

WEIGHTS = {"WEBP": 4, "progressive": 2, "deep": 2}
"""How many times 4 bytes a pixel take while a file is read. WebP is decoded whole, and copied twice; a progressive JPEG's
coefficients, or those of any whose colours come one after the other, are kept until its last scan; more than 8 bits a channel are made 8.
"""

MAX_PROPORTION = 512
"""How many times longer than wide, or wider than long: at 256 pixels, the working size, more is thinner than half a pixel."""

DEPTHS = (10, 12, 14, 16)
"""Bits that a channel of more than 8 holds."""

TILE_WIDTH, TILE_LENGTH = 322, 323
"""Of TIFF."""

LONGEST_NAME = 300
"""Characters of a path in a sentence."""

Picture = str | os.PathLike[str] | bytes | bytearray | memoryview | Image.Image | np.ndarray
"""What counts as a picture."""

MAX_PIXELS = 64_000_000
"""Pixels: a large camera's picture; it takes about 300 MB while it is normalised."""

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM")
"""Opened by default. Not EPS and the like, which would start another program."""


@dataclass(frozen=True)
class Largest:
    """What is decoded at most."""

    pixels: int
    weighed: bool
    side: int | None


def decode(
    picture: Picture, *, max_pixels: int = MAX_PIXELS, formats: Sequence[str] = FORMATS
) -> UInt8[np.ndarray, "H W 4"]:
    """The picture as RGBA, uint8 (H, W, 4), turned as its EXIF orientation says.

    `picture` is a path, the bytes of a file, a PIL image, or an array as `from_array` takes it; of an
    animation, the first frame. Raises ImageTooLargeError above `max_pixels`, ImageFormatError where the bytes
    are none of `formats` (Pillow's names), ImageError where the file is missing, truncated, damaged or made of too many pieces (which of a
    PIL image whoever opened it must look to), and where one side is more than MAX_PROPORTION times the other.
    """
    return open_rows(picture, max_pixels=max_pixels, formats=formats)[:]


def open_rows(
    picture: Picture,
    *,
    max_pixels: int = MAX_PIXELS,
    weighed: bool = False,
    max_side: int | None = None,
    formats: Sequence[str] = FORMATS,
) -> Rgba:
    """As `decode`, but nothing is made RGBA before its rows are asked for.

    With `weighed`, `max_pixels` is that many times smaller for files whose reader holds a picture several times (WEIGHTS); above
    `max_side` raises ImageTooLargeError for any.
    """
    limits = Largest(max_pixels, weighed, max_side)
    if isinstance(picture, np.ndarray):
        _check_size("the array", picture.shape[1::-1] if picture.ndim >= 2 else (0, 0), limits)
        return from_array(picture)
    if isinstance(picture, Image.Image):
        return _load(picture, "the picture", limits)
    if isinstance(picture, (bytes, bytearray, memoryview)):
        return _open(bytes(picture), "the picture", limits, formats)
    if isinstance(picture, (str, os.PathLike)):
        return _open(_existing(picture), short(str(picture)), limits, formats)
    raise ImageError(
        f"picture is a {type(picture).__name__}; give a path, bytes, a PIL image or a NumPy array."
    )


def short(path: str) -> str:
    """A path as a sentence may hold it: of a very long one both ends."""
    return path if len(path) <= LONGEST_NAME else f"{path[: LONGEST_NAME // 2]}…{path[-LONGEST_NAME // 2 :]}"


def picture_suffixes() -> frozenset[str]:
    """The file name endings of the formats opened by default, such as ".png"."""
    return frozenset(
        suffix for suffix, format_name in Image.registered_extensions().items() if format_name in FORMATS
    )


def from_array(array: np.ndarray) -> UInt8[np.ndarray, "H W 4"]:
    """The array as RGBA, uint8 (H, W, 4).

    `array` has shape (H, W) or (H, W, 1) (grey), (H, W, 3) (RGB) or (H, W, 4) (RGBA); uint8 in 0–255, bool,
    or floating point in 0–1. Raises ImageError for anything else.
    """
    if array.ndim == 2:
        array = array[..., None]  # (H, W, 1)
    if array.ndim != 3 or array.shape[2] not in (1, 3, 4) or 0 in array.shape:
        raise ImageError(
            f"array has shape {array.shape}; give (H, W), (H, W, 1), (H, W, 3) or (H, W, 4), none of them 0."
        )
    levels = _to_levels(array)
    rgba = np.full((*levels.shape[:2], 4), 255, dtype=np.uint8)
    if levels.shape[2] == 4:
        rgba[...] = levels
    else:
        rgba[..., :3] = levels  # one grey channel becomes three
    return rgba


def _to_levels(array: np.ndarray) -> np.ndarray:
    if array.dtype == np.uint8:
        return array
    if array.dtype == np.bool_:
        return array.astype(np.uint8) * np.uint8(255)
    if not np.issubdtype(array.dtype, np.floating):
        raise ImageError(f"array has dtype {array.dtype}; give uint8 in 0–255, bool, or a float in 0–1.")
    if not np.isfinite(array).all():
        raise ImageError("array holds NaN or infinity; give floats in 0–1.")
    low, high = float(array.min()), float(array.max())
    if low < 0 or high > 1:
        raise ImageError(
            f"float array holds values in {low:g}–{high:g}; scale them to 0–1, or give uint8 in 0–255."
        )
    return np.floor(array.astype(np.float64) * 255 + 0.5).astype(np.uint8)


def _existing(picture: str | os.PathLike[str]) -> Path:
    # The path of a file. Raises ImageError where there is none, whatever the reason.
    path, name, give = Path(picture), short(str(picture)), "give the path of a picture"
    if not name:
        raise ImageError(f"'' names no file; {give}.")
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ImageError(f"{name} does not exist; {give}.") from error
    except PermissionError as error:
        raise ImageError(f"{name} can't be read ({error.strerror}); allow it to be read.") from error
    except (OSError, ValueError) as error:  # its name is too long, it has a null byte, links in a circle…
        raise ImageError(
            f"{name} can't be looked up ({getattr(error, 'strerror', None) or error}); {give}."
        ) from error
    if stat.S_ISREG(mode):
        return path
    raise ImageError(f"{name} is a {'folder' if stat.S_ISDIR(mode) else 'device or a pipe'}; {give}.")


def _open(source: Path | bytes, name: str, limits: Largest, formats: Sequence[str]) -> Rows:
    accepted = ", ".join(formats)
    kept_whole = _check_file(source, name) if isinstance(source, Path) else check_pieces(source, name)
    file = source if isinstance(source, Path) else io.BytesIO(source)
    try:
        with _pillow(name), Image.open(file, formats=tuple(formats)) as image:
            return _load(image, name, limits, kept_whole)
    except Image.UnidentifiedImageError as error:
        raise ImageFormatError(f"{name} is not a picture in a format read here; give {accepted}.") from error


def _check_file(path: Path, name: str) -> bool:
    with _pillow(name), path.open("rb") as file:
        try:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # some file systems map nothing, and nobody an empty file
            return check_pieces(file.read(), name)
        with content:
            return check_pieces(content, name)


def _load(image: Image.Image, name: str, limits: Largest, kept_whole: bool = False) -> Rows:
    _check_size(name, image.size, limits, "progressive" if kept_whole else _kind(image))
    with _pillow(name):
        tags = getattr(image, "tag_v2", {})
        if (
            TILE_WIDTH in tags and TILE_LENGTH in tags
        ):  # it is decoded whole, however little of it is in the picture
            _check_pixels(f"a tile of {name}", tags[TILE_WIDTH], tags[TILE_LENGTH], limits.pixels)
        image.load()
        # What contradicts itself is told here, and not when it is looked at.
        if image.mode != image.im.mode:
            raise ImageError(
                f"{name} is {image.mode} by its header and {image.im.mode} by its pixels; save it again."
            )
        rows = Rows(_to_8_bits(image), orientation(image))
        _ = rows[:1, :1]
        return rows


def _kind(image: Image.Image) -> str:
    if "progressive" in image.info:
        return "progressive"
    return "deep" if image.mode[0] in "IF" else image.format or ""


def _check_size(name: str, size: tuple[int, ...], limits: Largest, kind: str = "") -> None:
    width, height = size
    _check_pixels(name, width, height, limits.pixels // (WEIGHTS.get(kind, 1) if limits.weighed else 1))
    if limits.side is not None and max(width, height) > limits.side:
        raise ImageTooLargeError(
            f"{name} has {width}×{height} pixels, a side of more than {limits.side}; reduce it."
        )
    longer, shorter = max(width, height), min(width, height)
    if longer > MAX_PROPORTION * shorter > 0:
        raise ImageError(
            f"{name} has {width}×{height} pixels, one side more than {MAX_PROPORTION} times the other; crop it to what is written."
        )


def _check_pixels(name: str, width: int, height: int, most: int) -> None:
    if width * height > most:
        raise ImageTooLargeError(
            f"{name} has {width}×{height} = {width * height} pixels, more than {most}; reduce it."
        )


@contextmanager
def _pillow(name: str) -> Iterator[None]:
    """Turns whatever Pillow raises into an ImageError.

    Its readers raise about anything on a damaged file (OSError, SyntaxError, struct.error, zlib.error,
    IndexError…), and a picture must never bring its reader down: hence the broad `except`.
    """
    try:
        yield
    except (ImageError, Image.UnidentifiedImageError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageTooLargeError(f"{name} has too many pixels; reduce it.") from error
    except PermissionError as error:
        raise ImageError(f"{name} can't be read ({error.strerror}); allow it to be read.") from error
    except Exception as error:
        reason = str(error).rstrip(".") or type(error).__name__
        raise ImageError(f"{name} is truncated or damaged ({reason}); save it again.") from error


def _to_8_bits(image: Image.Image) -> Image.Image:
    # Pillow clips pictures of more than 8 bits instead of scaling them.
    if image.mode.startswith("I"):
        levels = np.clip(np.asarray(image), 0, 65535)
        # "I" holds what it was made of: 8 bits stay 8 bits. 10, 12 or 14 bits are often kept in 16 as they are.
        most = int(levels.max())
        if image.mode != "I" or most > 255:
            levels = levels >> (next(bits for bits in DEPTHS if most < 2**bits) - 8 if most > 255 else 8)
        image = Image.fromarray(levels.astype(np.uint8))
    elif image.mode == "F":
        values = np.nan_to_num(np.asarray(image, dtype=np.float64), nan=0.0, posinf=255.0, neginf=0.0)
        scale = 255.0 if values.max() <= 1 else 1.0
        image = Image.fromarray(np.clip(values * scale + 0.5, 0, 255).astype(np.uint8))
    return image
