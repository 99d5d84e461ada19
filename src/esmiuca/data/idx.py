"""The IDX format, in which MNIST is published: a magic number, the sizes of the axes, the bytes.

Source: http://yann.lecun.com/exdb/mnist (section "File formats").
"""

from __future__ import annotations

import gzip
import math
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from esmiuca.errors import DataError

UNSIGNED_BYTE = 0x08
GZIP_MAGIC = b"\x1f\x8b"


def read_idx(path: Path) -> UInt8[np.ndarray, ...]:
    """The array of unsigned bytes in an IDX file, gzip-compressed or not.

    Raises DataError where the file is not IDX or its length is not what its header says.
    """
    return parse_idx(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The file's bytes, uncompressed."""
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if content[:2] == GZIP_MAGIC else content
    except (OSError, EOFError) as error:
        raise DataError(f"{path} can't be read ({error}); remove it so that it is fetched again.") from error


def parse_idx(content: bytes, name: str) -> UInt8[np.ndarray, ...]:
    """The array in the bytes of an IDX file; `name` is for the error sentence."""
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] != UNSIGNED_BYTE:
        raise DataError(f"{name} is not an IDX file of unsigned bytes; give the file as MNIST publishes it.")
    axes = content[3]
    start = 4 + 4 * axes
    shape = tuple(int(size) for size in np.frombuffer(content[4:start], dtype=">u4"))
    expected = start + math.prod(shape)
    if len(shape) != axes or len(content) != expected:
        raise DataError(
            f"{name} holds {len(content)} bytes where its header {shape} asks for {expected}: "
            "it is truncated or damaged; remove it so that it is fetched again."
        )
    return np.frombuffer(content, dtype=np.uint8, offset=start).reshape(shape)
