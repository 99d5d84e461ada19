"""A picture by its rows, and reduced without being held as floats: the same numbers as all at once."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from esmiuca.images import decode, open_rows, rows
from esmiuca.images.light import backdrop, luminance_of
from esmiuca.images.reduce import reduced
from esmiuca.images.resample import resample
from esmiuca.images.rows import ORIENTATION, Rows

RANDOM = np.random.default_rng(3)


def stored(mode: str, orientation: int, width: int = 23, height: int = 17) -> Image.Image:
    image = Image.fromarray(RANDOM.integers(0, 256, (height, width, 4)).astype(np.uint8), "RGBA").convert(
        mode
    )
    image.getexif()[ORIENTATION] = orientation
    return image


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "CMYK"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_rows_are_those_of_the_whole_picture_turned_upright(mode: str, orientation: int) -> None:
    image = stored(mode, orientation)
    expected = np.asarray(ImageOps.exif_transpose(image).convert("RGBA"))
    found = open_rows(image)
    assert found.shape == expected.shape
    np.testing.assert_array_equal(found[:], expected)
    np.testing.assert_array_equal(decode(image), expected)
    for start, stop in ((0, 1), (3, 9), (expected.shape[0] - 2, expected.shape[0])):
        np.testing.assert_array_equal(found[start:stop], expected[start:stop])
        np.testing.assert_array_equal(found[start:stop, 2:5], expected[start:stop, 2:5])


@pytest.mark.parametrize(("opaque", "dark"), [(True, True), (False, True), (False, False)])
@given(data=st.data())
@settings(max_examples=40)
def test_reducing_by_parts_gives_the_same_numbers(opaque: bool, dark: bool, data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 90)), data.draw(st.integers(1, 90))
    fewer, narrower = data.draw(st.integers(1, height)), data.draw(st.integers(1, width))
    rgba = (
        np.random.default_rng(data.draw(st.integers(0, 99)))
        .integers(0, 256, (height, width, 4))
        .astype(np.uint8)
    )
    rgba[..., :3] //= 3
    rgba[..., :3] += np.uint8(0 if dark else 170)
    if opaque:
        rgba[..., 3] = 255
    part = luminance_of(rgba)
    assert part is not None
    background = backdrop(rgba)
    whole = part(slice(None), slice(None))
    with pytest.MonkeyPatch.context() as patch:
        for module in (rows, __import__("esmiuca.images.reduce", fromlist=["x"])):
            patch.setattr(module, "BLOCK_PIXELS", data.draw(st.integers(1, 3000)))
        assert backdrop(rgba) == background
        found = reduced(part, (height, width), fewer, narrower)
    np.testing.assert_allclose(found, resample(whole, fewer, narrower), rtol=0, atol=1e-13)


def test_nothing_is_held_as_floats() -> None:
    """What is asked for at a time stays a small part of the picture."""

    class Watched(Rows):
        most = 0

        def luma(self, rows: slice, columns: slice) -> np.ndarray:
            found = super().luma(rows, columns)
            Watched.most = max(Watched.most, found.shape[0] * found.shape[1])
            return found

    for width, height in ((3000, 2000), (2000, 3000), (65_535, 100), (100, 60_000)):
        Watched.most = 0
        small = [max(1, side * 256 // max(width, height)) for side in (height, width)]
        part = luminance_of(Watched(Image.new("RGB", (width, height), "gray")))
        assert part is not None
        assert reduced(part, (height, width), *small).shape == tuple(small)
        assert 0 < Watched.most <= rows.BLOCK_PIXELS


def test_damaged_orientation_leaves_the_picture_as_it_is_stored() -> None:
    image = stored("RGB", 1)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=b"Exif\x00\x00 nonsense")
    assert decode(buffer.getvalue()).shape == (17, 23, 4)
