"""Pictures as they come: every kind, every format, and the ones that mean harm."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from esmiuca.errors import ImageError, ImageFormatError, ImageTooLargeError
from esmiuca.images import decode, open_rows, picture_suffixes
from images.bombs import chunk, png

SERVER_FORMATS = ("PNG", "JPEG", "WEBP")
RGB = np.random.default_rng(6).integers(0, 256, (13, 17, 3)).astype(np.uint8)


def encoded(image: Image.Image, name: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, name, **options)
    return buffer.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises width × height and whose data is a few bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "options"), [("PNG", {}), ("WEBP", {"lossless": True}), ("BMP", {}), ("TIFF", {})]
)
def test_lossless_formats_give_the_same_pixels(tmp_path: Path, name: str, options: dict):
    content = encoded(Image.fromarray(RGB), name, **options)
    path = tmp_path / "picture"
    path.write_bytes(content)
    for picture in (path, str(path), content, bytearray(content), memoryview(content)):
        rgba = decode(picture)
        np.testing.assert_array_equal(rgba[..., :3], RGB)
        assert (rgba[..., 3] == 255).all()


def test_jpeg_is_turned_as_its_exif_says():
    levels = np.zeros((40, 60), np.uint8)
    levels[:, 30:] = 255  # the right half is white
    exif = Image.Exif()
    exif[0x0112] = 6  # "rotate by 90° clockwise to show": the right goes down
    rgba = decode(encoded(Image.fromarray(levels), "JPEG", exif=exif, quality=95))
    assert rgba.shape == (60, 40, 4)
    assert rgba[:25, :, 0].max() < 30
    assert rgba[35:, :, 0].min() > 225


def test_broken_exif_leaves_the_picture_as_stored():
    content = encoded(Image.fromarray(RGB), "PNG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert decode(content).shape == (13, 17, 4)


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "HSV", "I", "F", "I;16"]
)
def test_every_mode_of_pillow(mode: str):
    if mode == "PA":
        image = Image.fromarray(RGB).convert("P").convert("PA")
    elif mode == "I;16":
        image = Image.fromarray(RGB[..., 0].astype(np.uint16) * 257)
    else:
        image = Image.fromarray(RGB).convert(mode)
    assert decode(image).shape == (13, 17, 4)


def test_sixteen_bits_are_scaled_not_clipped():
    levels = np.array([[0, 255, 32896, 65535]], np.uint16)
    rgba = decode(encoded(Image.fromarray(levels), "PNG"))
    np.testing.assert_array_equal(rgba[0, :, 0], [0, 0, 128, 255])


def test_eight_bits_in_a_wider_picture_stay_what_they_are():
    levels = np.array([[0, 1, 128, 255]], np.uint8)
    np.testing.assert_array_equal(decode(Image.fromarray(levels).convert("I"))[..., 0], levels)


def test_transparency_of_a_palette_is_kept():
    image = Image.new("P", (2, 1))
    image.putpalette([0, 0, 0, 255, 255, 255])
    image.putpixel((1, 0), 1)
    rgba = decode(encoded(image, "PNG", transparency=1))
    assert rgba[0, :, 3].tolist() == [255, 0]


@pytest.mark.parametrize("shape", [(13, 17), (13, 17, 1), (13, 17, 3), (13, 17, 4)])
@pytest.mark.parametrize("dtype", [np.uint8, bool, np.float16, np.float32, np.float64])
def test_arrays_of_every_shape_and_type(shape: tuple[int, ...], dtype: type):
    rgba = decode(np.ones(shape, dtype))
    level = 1 if dtype is np.uint8 else 255
    assert rgba.dtype == np.uint8
    assert rgba[..., :3].min() == rgba[..., :3].max() == level
    assert (rgba[..., 3] == (level if shape[-1] == 4 else 255)).all()


@pytest.mark.parametrize(
    ("array", "sentence"),
    [
        (np.zeros(7, np.uint8), r"shape \(7,\); give \(H, W\)"),
        (np.zeros((2, 3, 5), np.uint8), r"shape \(2, 3, 5\)"),
        (np.zeros((2, 3, 3, 1), np.uint8), r"shape \(2, 3, 3, 1\)"),
        (np.zeros((0, 3), np.uint8), r"none of them 0"),
        (np.zeros((3, 3), np.int64), "dtype int64; give uint8"),
        (np.zeros((3, 3), complex), "dtype complex128"),
        (np.full((3, 3), None), "dtype object"),
        (np.full((3, 3), np.nan), "NaN or infinity"),
        (np.full((3, 3), np.inf), "NaN or infinity"),
        (np.full((3, 3), 255.0), "values in 255–255; scale them to 0–1"),
        (np.full((3, 3), -0.5), "values in -0.5"),
    ],
)
def test_what_is_not_a_picture_is_told(array: np.ndarray, sentence: str):
    with pytest.raises(ImageError, match=sentence):
        decode(array)


def test_a_bomb_is_refused_before_it_is_decoded():
    with pytest.raises(ImageTooLargeError, match=r"3000×2000 = 6000000 pixels, more than 4000000"):
        decode(bomb(3000, 2000), max_pixels=4_000_000)
    with pytest.raises(ImageTooLargeError, match="too many pixels"):
        decode(bomb(60000, 60000), max_pixels=4_000_000)
    with pytest.raises(ImageTooLargeError, match="more than 100"):
        decode(np.zeros((11, 10), np.uint8), max_pixels=100)


@pytest.mark.parametrize(("width", "height"), [(513, 1), (1, 513), (4_000_000, 1), (20, 10_241)])
def test_what_is_too_long_for_its_width_is_refused_before_it_is_decoded(width: int, height: int):
    sentence = (
        rf"the (picture|array) has {width}×{height} pixels, one side more than 512 times the other; crop it"
    )
    for picture in (
        bomb(width, height),
        Image.new("1", (width, height)),
        np.zeros((height, width), np.uint8),
    ):
        with pytest.raises(ImageError, match=sentence):
            decode(picture)


def test_a_long_picture_is_read():
    assert decode(np.zeros((1, 512), np.uint8)).shape == (1, 512, 4)
    assert decode(encoded(Image.new("L", (10, 5120)), "PNG")).shape == (5120, 10, 4)


def test_a_small_promise_with_too_little_data_is_truncated():
    with pytest.raises(ImageError, match="truncated or damaged"):
        decode(bomb(300, 300))


@pytest.mark.parametrize("name", ["PNG", "JPEG", "WEBP", "GIF", "TIFF"])
def test_a_truncated_file_is_told(name: str):
    picture = Image.fromarray(np.random.default_rng(7).integers(0, 256, (90, 90, 3)).astype(np.uint8))
    content = encoded(picture, name)
    with pytest.raises(ImageError, match="truncated or damaged|not a picture"):
        decode(content[: len(content) // 2])


def test_other_formats_are_refused_where_a_list_is_given():
    content = encoded(Image.fromarray(RGB), "BMP")
    with pytest.raises(ImageFormatError, match="give PNG, JPEG, WEBP"):
        decode(content, formats=SERVER_FORMATS)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_is_told(content: bytes):
    with pytest.raises(ImageError, match="not a picture|truncated or damaged"):
        decode(content)


def header(colour: int) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, colour, 0, 0, 0))


PALETTE = chunk(b"PLTE", b"\xff\xff\x89PNG")

CONTRADICTING = {
    "grey with a palette": (png(header(3), PALETTE, header(0), after=chunk(b"tRNS", bytes(2))), "is L by its header and P by its pixels"),
    "a palette with a colour for transparency": (
        png(header(3), PALETTE, after=header(2) + chunk(b"tRNS", bytes(6))),
        "is truncated or damaged .Transparency for P mode should be bytes or int.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTING)
def test_a_png_of_two_headers_is_told_when_it_is_opened(name: str):
    """Found by fuzzing: they could be opened, and nothing could be made of them."""
    content, sentence = CONTRADICTING[name]
    with pytest.raises(ImageError, match=f"the picture {sentence}; save it again"):
        open_rows(content)


@given(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF", "BMP"]), st.data())
def test_damage_raises_only_image_errors(name: str, data: st.DataObject):
    content = bytearray(encoded(Image.fromarray(RGB), name))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        rgba = decode(bytes(content), max_pixels=1_000_000)
    except ImageError:
        return
    assert rgba.ndim == 3
    assert rgba.shape[2] == 4


def test_missing_files_and_folders_are_told(tmp_path: Path):
    with pytest.raises(ImageError, match="does not exist; give the path of a picture"):
        decode(tmp_path / "none.png")
    with pytest.raises(ImageError, match="is a folder"):
        decode(tmp_path)
    with pytest.raises(ImageError, match="picture is a int; give a path"):
        decode(3)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("path", ["x" * 5000, "/".join(["x" * 200] * 25), "a\0b", "", "\udcff" * 300])
def test_a_path_that_can_be_none_is_told_in_few_words(path: str):
    for picture in (path, Path(path)) if path else (path,):
        with pytest.raises(ImageError, match="give the path of a picture") as told:
            decode(picture)
        assert len(str(told.value)) < 500


def test_suffixes_name_the_usual_formats():
    assert {".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"} <= picture_suffixes()
    assert not {".eps", ".pdf", ".txt"} & picture_suffixes()
