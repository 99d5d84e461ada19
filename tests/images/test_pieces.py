"""Files of too many pieces: refused before anything of them is decoded, and whatever a program writes is not."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from esmiuca.errors import ImageError, ImageTooLargeError
from esmiuca.images import decode, open_rows
from esmiuca.images.pieces import MAX_EXIF_SEGMENTS, MAX_PIECES, MAX_SCANS, MAX_UNFOLDING, check_pieces
from images.bombs import (
    blocks,
    chunk,
    comments,
    encoded,
    exif,
    padding,
    png,
    scans,
    segments,
    sequential_scans,
    tile,
    unfolding,
)

TOO_MANY = {
    "scans": (lambda: scans(2000, 2000, 1000), "more than 64 scans"),
    "scans that aren't progressive": (lambda: sequential_scans(400, 400, 100), "more than 64 scans"),
    "scans in arithmetic coding": (
        lambda: scans(400, 400, 20).replace(b"\xff\xc2", b"\xff\xca", 1), "more than 16 scans"
    ),
    "segments": (lambda: segments(0xE5, b"", 20_000), "more than 10078 segments"),
    "comments": (lambda: segments(0xFE, b"", 20_000), "more than 10078 segments"),
    "EXIF bit by bit": (lambda: segments(0xE1, b"Exif\0\0x", 101), "more than 100 segments with EXIF data"),
    "fill bytes": (lambda: padding(b"\xff", 20_000), "more than 10019 segments"),
    "bytes of nothing": (lambda: padding(b"x", 20_000), "more than 10019 segments"),
    "escaped bytes of nothing": (lambda: padding(b"\xff\0", 20_000), "more than 10039 segments"),
    "ends before the picture": (lambda: padding(b"\xff\xd9", 20_000), "more than 10039 segments"),
    "chunks": (lambda: png(*[chunk(b"abCd")] * 20_000), "more than 10234 chunks"),
    "chunks behind the pixels": (lambda: png(after=chunk(b"abCd") * 20_000), "more than 10234 chunks"),
    "empty pixels": (lambda: png(*[chunk(b"IDAT")] * 20_000), "more than 10234 chunks"),
    "profiles": (lambda: png(*[unfolding(b"iCCP")] * 65), "more than 64 chunks of compressed text or colour"),
    "texts": (lambda: png(after=unfolding(b"zTXt", 9) * 65), "more than 64 chunks of compressed text or colour"),
    "blocks": (lambda: blocks(b"\2ab" * 20_000), "more than 10058 blocks"),
    "bytes of nothing in a GIF": (lambda: blocks(b"a" * 20_000, b""), "more than 10019 blocks"),
    "comments in a PGM": (lambda: comments(1001), "more than 1000 comments"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MANY)
def test_a_file_of_too_many_pieces_is_refused_before_it_is_decoded(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, sentence = TOO_MANY[name][0](), TOO_MANY[name][1]
    path = tmp_path / "picture"
    path.write_bytes(content)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(ImageError, match=f"^the picture has {sentence}.*; save it again.$"):
        decode(content)
    with pytest.raises(ImageError, match=sentence):
        decode(bytearray(content))
    with pytest.raises(ImageError, match=f"picture has {sentence}"):
        decode(path)


def test_a_file_system_that_maps_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(19, "No such device")

    monkeypatch.setattr("mmap.mmap", refuse)
    path = tmp_path / "picture"
    path.write_bytes(png())
    assert decode(path).shape == (40, 40, 4)
    path.write_bytes(comments(1001))
    with pytest.raises(ImageError, match="more than 1000 comments"):
        decode(path)


def test_as_many_as_are_allowed_are_read() -> None:
    assert decode(scans(40, 40, MAX_SCANS - 6)).shape == (40, 40, 4)  # Pillow writes 6 itself
    assert decode(segments(0xE1, b"Exif\0\0x", MAX_EXIF_SEGMENTS)).shape == (40, 40, 4)
    assert decode(segments(0xE5, b"", MAX_PIECES - 10)).shape == (40, 40, 4)
    assert decode(png(*[unfolding(b"zTXt", 9)] * MAX_UNFOLDING)).shape == (40, 40, 4)
    assert decode(blocks(b"\xff" + b"a" * 255)).shape == decode(blocks(b"\2ab" * 9000)).shape == (40, 40, 4)
    assert decode(png(*[chunk(b"abCd")] * (MAX_PIECES - 2))).shape == (40, 40, 4)


NOISE = Image.fromarray(np.random.default_rng(8).integers(0, 256, (190, 250, 3)).astype(np.uint8))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        *[("JPEG", {"progressive": bool(i & 1), "subsampling": i >> 1}) for i in range(6)],
        ("JPEG", {"restart_marker_blocks": 1}),
        ("JPEG", {"restart_marker_rows": 1, "progressive": True}),
        ("JPEG", {"exif": Image.Exif(), "comment": "a" * 65_533, "icc_profile": bytes(1_000_000)}),
        ("PNG", {"icc_profile": bytes(1000)}),
    ],
)
def test_what_pillow_writes_is_few_pieces(name: str, options: dict[str, object]) -> None:
    for mode in ("L", "RGB", "CMYK") if name == "JPEG" else ("L", "RGB", "RGBA"):
        content = encoded(NOISE.convert(mode), name, **options)
        assert not check_pieces(content, "the picture") or options.get("progressive")


def test_a_second_picture_behind_the_end_counts_nothing() -> None:
    """As a phone's depth map or a preview: its scans are nobody's."""
    whole = encoded(NOISE, "JPEG", progressive=True)
    assert decode(whole + whole * 20).shape == (190, 250, 4)


def test_colours_one_after_the_other_weigh_as_much_as_a_progressive_picture() -> None:
    """The reader keeps all of it until the last colour has come."""
    apart, together = sequential_scans(300, 200, 3), encoded(Image.new("RGB", (300, 200)), "JPEG")
    limits = {"max_pixels": 60_000, "weighed": True}
    assert open_rows(together, **limits).shape == (200, 300, 4)
    with pytest.raises(ImageTooLargeError, match="300×200 = 60000 pixels, more than 30000"):
        open_rows(apart, **limits)


@pytest.mark.parametrize("cut", range(2, 40))
def test_what_ends_in_the_middle_is_left_to_its_decoder(cut: int) -> None:
    for whole in (encoded(NOISE, "JPEG"), encoded(NOISE), encoded(NOISE, "GIF")):
        assert not check_pieces(whole[:cut], "the picture")
        with pytest.raises(ImageError, match="truncated or damaged|not a picture"):
            decode(whole[:cut])
    assert not check_pieces(b"\xff\xd8\xff\xe0", "the picture")
    assert not check_pieces(b"\xff\xd8\xff\xc0\0\x02\xff\xda\0\x02", "the picture")


def test_a_tile_counts_whole_however_little_of_it_is_in_the_picture() -> None:
    assert decode(tile(1024)).shape == (10, 10, 4)
    with pytest.raises(ImageTooLargeError, match=r"^a tile of the picture has 1024×1024 = 1048576 pixels"):
        decode(tile(1024), max_pixels=1_000_000)


@pytest.mark.filterwarnings("ignore:Tag data larger than file")
def test_exif_tags_that_are_all_the_same_bytes_are_not_copied_each() -> None:
    """2000 tags of 4 MB each would be 8 GB. Pillow 13 bounds them by the file's length."""
    began = time.perf_counter()
    for content in (
        png(chunk(b"eXIf", exif(2000, 4_000_000))),
        segments(0xE1, b"Exif\0\0" + exif(5000, 60_000)[:65_000], 1),
    ):
        assert decode(content).shape == (40, 40, 4)
    assert time.perf_counter() - began < 2


def test_counting_takes_as_long_as_reading_the_bytes_once() -> None:
    head = b"\xff\xd8\xff\xda\0\x02"
    began = time.perf_counter()
    for data in (b"\xff\xd0", b"\xff\0", b"ab", b"\xff\xff"):
        assert not check_pieces(head + data * 2_000_000, "the picture")
    assert time.perf_counter() - began < 3
