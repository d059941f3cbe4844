"""Pictures from outside keep their colours, whatever they were written with, and can't grow without bound."""

import io
import struct
from typing import Any

import pytest
from PIL import Image, ImageCms

from shancha.kit import pictures

# The primaries of Display P3 as profiles hold them: XYZ under D50.
_P3 = {
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}
# sRGB's red as Display P3 writes it.
_RED_IN_P3 = (234, 51, 35)


def display_p3() -> bytes:
    """The profile of Display P3: that of sRGB, which has the same curve, with other primaries and no name."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile = profile.replace("sRGB".encode("utf-16-be"), "Test".encode("utf-16-be"))
    for place in range(132, 132 + 12 * struct.unpack_from(">I", profile, 128)[0], 12):
        name, offset = struct.unpack_from(">4sI", profile, place)
        if name in _P3:
            struct.pack_into(">3i", profile, offset + 8, *(round(each * 65536) for each in _P3[name]))
    return bytes(profile)


def opened(image: Image.Image, kind: str, **options: Any) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    buffer.seek(0)
    return pictures.open_picture(buffer)


def assert_near(pixel: Any, wanted: tuple[int, int, int]) -> None:
    assert all(abs(have - want) <= 6 for have, want in zip(pixel, wanted, strict=True)), pixel


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_wide_colours_become_those_of_screens(kind: str) -> None:
    image = opened(Image.new("RGB", (60, 40), _RED_IN_P3), kind, quality=100, icc_profile=display_p3())
    assert_near(image.getpixel((20, 20)), (255, 0, 0))
    assert (image.mode, image.info) == ("RGB", {})


def test_wide_colours_that_shine_through_stand_on_white() -> None:
    layered = Image.new("RGBA", (60, 40), (*_RED_IN_P3, 255))
    layered.paste((0, 0, 0, 0), (0, 0, 30, 40))
    image = opened(layered, "PNG", icc_profile=display_p3())
    assert_near(image.getpixel((10, 10)), (255, 255, 255))
    assert_near(image.getpixel((50, 10)), (255, 0, 0))


@pytest.mark.parametrize("profile", [b"nothing of the kind", display_p3()[:300]])
def test_a_broken_profile_is_passed_over(profile: bytes) -> None:
    assert_near(
        opened(Image.new("RGB", (60, 40), (200, 90, 40)), "PNG", icc_profile=profile).getpixel((5, 5)),
        (200, 90, 40),
    )


def test_a_profile_of_another_kind_is_passed_over() -> None:
    grey = opened(Image.new("L", (60, 40), 90), "PNG", icc_profile=display_p3())
    assert_near(grey.getpixel((5, 5)), (90, 90, 90))


@pytest.mark.parametrize("options", [{}, {"transparency": 30_000}])
def test_deep_greys_stay_grey(options: dict[str, int]) -> None:
    image = Image.new("I;16", (60, 40), 30_000)
    image.paste(65_535, (0, 0, 30, 40))
    assert_near(opened(image, "PNG", **options).getpixel((50, 20)), (117, 117, 117))
    assert_near(opened(image, "PNG", **options).getpixel((10, 20)), (255, 255, 255))


@pytest.mark.parametrize("size", [(60, 16_000), (16_000, 60), (8, 15_000), (1, 21)])
def test_extreme_sides_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(pictures.PictureTooNarrowError):
        opened(Image.new("RGB", size), "PNG")


@pytest.mark.parametrize("size", [(540, 10_800), (10_800, 540), (1, 20)])
def test_the_narrowest_picture_goes_all_the_way(size: tuple[int, int]) -> None:
    image = opened(Image.new("RGB", size, (9, 99, 199)), "PNG")
    assert min(pictures.variants(image, (360, 720, 1080))) == 360
    assert pictures.placeholder(image).tiny.startswith("data:image/webp")
    assert pictures.perceptual_hash(image) >= 0
