"""Files that Unix's `compress` made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from esmiuca.data.lzw import uncompress
from esmiuca.errors import DataError

FOLDER = Path(__file__).with_name("compressed")
LETTERS = "".join(chr(97 + (i * i * i + i // 7) % 26) for i in range(12000))
SQUARES = " ".join(str(i * i % 97) for i in range(6000))
CONTENTS = {
    # `compress -b 16`: codes of 9 to 12 bits.
    "squares.Z": (SQUARES + LETTERS).encode(),
    # `compress -b 10`: the table is full, and emptied once the zeros are over.
    "zeros.Z": b"0" * 300_000 + b"".join(b"%d " % (i * i % 97) for i in range(3800)),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_what_compress_wrote_is_read(name: str) -> None:
    assert uncompress((FOLDER / name).read_bytes(), name) == CONTENTS[name]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x1f\x8b\x08", "x.Z is not a .Z file"),
        (b"\x1f\x9d", "x.Z is not a .Z file"),
        (b"\x1f\x9d\x9f", "x.Z asks for codes of up to 31 bits, not of 10 to 16"),
        (b"\x1f\x9d\x90\xff\xff\xff", "x.Z is damaged at byte 3"),
        (b"\x1f\x9d\x90\x61\xfe\xff\xff", "x.Z is damaged at byte 4"),
    ],
)
def test_what_is_none_or_damaged_is_told(content: bytes, sentence: str) -> None:
    with pytest.raises(DataError, match=re.escape(sentence)):
        uncompress(content, "x.Z")


def test_a_truncated_file_gives_less() -> None:
    content = (FOLDER / "squares.Z").read_bytes()
    part = uncompress(content[:2000], "squares.Z")
    assert 0 < len(part) < len(CONTENTS["squares.Z"])
    assert CONTENTS["squares.Z"].startswith(part)
