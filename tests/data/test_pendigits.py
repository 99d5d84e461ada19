"""People's digits as pen strokes: read, checked, looked for, and some writers held out."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from esmiuca.data.lzw import uncompress
from esmiuca.data.pendigits import HELD_OUT_WRITERS, PENDIGITS, StrokeSource, find_strokes, load_pens
from esmiuca.data.unipen import parse_unipen
from esmiuca.errors import DataError

TEXT = b""".INCLUDE        dene.doc

.SEGMENT DIGIT    0 ? "4"
.COMMENT 4 8  224
.PEN_DOWN
 10  30
 12  20
.PEN_UP
.DT 100
.PEN_DOWN
 14  35
.PEN_UP
.DT 100

.SEGMENT DIGIT    1 ? "7"
.COMMENT 7 9   54
.PEN_DOWN
 0  5
 5.5  0
.PEN_UP
"""


def source_of(content: bytes) -> StrokeSource:
    return replace(PENDIGITS, checksum=hashlib.sha256(content).hexdigest(), mirrors=())


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESMIUCA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pendigits"


def test_strokes_labels_and_writers_are_read_and_y_grows_downwards() -> None:
    four, seven = parse_unipen(TEXT, "x")
    assert [(drawing.label, drawing.writer) for drawing in (four, seven)] == [("4", "8"), ("7", "9")]
    assert [points.tolist() for points in four.strokes] == [[[10, -30], [12, -20]], [[14, -35]]]
    assert np.array_equal(seven.strokes[0], [[0, -5], [5.5, 0]])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "x holds no .SEGMENT"),
        (b"\x89PNG\r\n\x1a\n", "x holds no .SEGMENT"),
        (TEXT[: TEXT.rindex(b".PEN_UP")], "x, line 15: a .PEN_DOWN without its .PEN_UP"),
        (TEXT.replace(b" 12  20", b" 12  2O"), "x, line 7: 12 2O is no point"),
        (TEXT.replace(b" 12  20", b" 12"), "x, line 7: 12 is no point"),
        (TEXT.replace(b" 12  20", b" 12  nan"), "x, line 7: 12 nan is no point (not finite)"),
        (TEXT.replace(b".PEN_DOWN\n 0", b"\n 0"), "x, line 20: .PEN_UP without a .PEN_DOWN"),
        (TEXT.replace(b" 0  5\n 5.5  0\n", b""), 'x, line 15: "7" has no points'),
    ],
)
def test_a_damaged_text_is_told_by_its_line(text: bytes, sentence: str) -> None:
    with pytest.raises(DataError, match=re.escape(sentence)):
        parse_unipen(text, "x")


def test_every_fifth_writer_is_held_out(tmp_path: Path) -> None:
    assert sorted(map(int, HELD_OUT_WRITERS)) == [3, 8, 13, 18, 23, 28]
    path = tmp_path / PENDIGITS.name
    path.write_bytes(TEXT)
    pens = load_pens(path, source_of(TEXT))
    assert [drawing.label for drawing in pens.trained] == ["7"]
    assert [drawing.label for drawing in pens.held_out] == ["4"]


def test_a_folder_an_archive_and_the_cache_hold_it(tmp_path: Path, empty_cache: Path) -> None:
    source = source_of(TEXT)
    (tmp_path / PENDIGITS.name).write_bytes(TEXT)
    assert find_strokes(tmp_path, source) == TEXT
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"pendigits/{PENDIGITS.name}", TEXT)
    assert find_strokes(packed, source) == TEXT
    empty_cache.mkdir(parents=True)
    (empty_cache / PENDIGITS.name).write_bytes(TEXT)
    assert find_strokes(None, source) == TEXT


def test_a_mirrors_compressed_archive_is_kept(tmp_path: Path, empty_cache: Path) -> None:
    compressed = (Path(__file__).with_name("compressed") / "squares.Z").read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{PENDIGITS.name}.Z", compressed)
    (tmp_path / "archive.zip").write_bytes(packed.getvalue())
    plain = hashlib.sha256(uncompress(compressed, "x")).hexdigest()
    gone, there = (tmp_path / name for name in ("gone.zip", "archive.zip"))
    source = replace(PENDIGITS, checksum=plain, mirrors=(gone.as_uri(), there.as_uri()))
    content = find_strokes(None, source)
    assert hashlib.sha256(content).hexdigest() == plain
    assert (empty_cache / PENDIGITS.name).read_bytes() == content


def test_what_is_not_the_file_is_told(tmp_path: Path, empty_cache: Path) -> None:
    path = tmp_path / "other.tra"
    path.write_bytes(TEXT)
    with pytest.raises(DataError, match=r"other.tra is not Pendigits' pendigits-orig.tra: its SHA-256 is"):
        find_strokes(path)
    with pytest.raises(DataError, match="can't be read .*--pens FILE"):
        find_strokes(tmp_path / "none")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other", b"")
    with pytest.raises(DataError, match="holds no pendigits-orig.tra"):
        find_strokes(path)
    assert not empty_cache.exists()
    nowhere = replace(PENDIGITS, mirrors=((tmp_path / "gone").as_uri(),))
    with pytest.raises(DataError, match="was not found .looked in .*cache.*gone.*, or leave pens out"):
        find_strokes(None, nowhere)
