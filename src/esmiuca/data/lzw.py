"""The format of Unix's `compress` (files named .Z), in which UCI keeps Pendigits; Python's library has no reader of it.

Source: Welch 1984, "A Technique for High-Performance Data Compression", with `compress`' own header and groups of codes.
"""

from __future__ import annotations

from esmiuca.errors import DataError

MAGIC = b"\x1f\x9d"
BLOCKS = 0x80  # a flag of the header: the code 256 empties the table
CLEAR = 256
LEAST_BITS, MOST_BITS = 10, 16  # of the longest codes; with 9 programs disagree
GROUP = (
    8  # codes are written in groups of so many, of one width; what is left of a group at a change is skipped
)


def uncompress(content: bytes, name: str) -> bytes:
    """What was compressed; `name` is for the error sentence. Raises DataError where the content is damaged."""
    if content[:2] != MAGIC or len(content) < 3:
        raise DataError(f"{name} is not a .Z file; fetch it again.")
    most, blocks = content[2] & 0x1F, bool(content[2] & BLOCKS)
    if not LEAST_BITS <= most <= MOST_BITS:
        raise DataError(
            f"{name} asks for codes of up to {most} bits, not of {LEAST_BITS} to {MOST_BITS}; fetch it again."
        )
    table = [bytes([value]) for value in range(256)] + [b""] * blocks
    fresh = len(table)
    made: list[bytes] = []
    width, position, begin = 9, 24, 24  # in bits; `begin` is where codes of this width began
    before = b""
    end = len(content) * 8
    while position + width <= end:
        byte = position >> 3
        code = int.from_bytes(content[byte : byte + 4], "little") >> (position & 7) & ((1 << width) - 1)
        position += width
        if blocks and code == CLEAR:
            del table[fresh:]
            before = b""
            position, width = group_end(position, begin, width), 9
            begin = position
            continue
        if code > len(table) or (code == len(table) and not before):
            raise DataError(f"{name} is damaged at byte {byte}; fetch it again.")
        entry = table[code] if code < len(table) else before + before[:1]
        made.append(entry)
        if before and len(table) < 1 << most:
            table.append(before + entry[:1])
        before = entry
        # The writer's table is one entry ahead of the reader's.
        if len(table) >= 1 << width and width < most:
            position = group_end(position, begin, width)
            width, begin = width + 1, position
    return b"".join(made)


def group_end(position: int, begin: int, width: int) -> int:
    """Where the next group of codes of this width would begin."""
    group = GROUP * width
    return begin + -(-(position - begin) // group) * group
