"""Pictures from outside: recognised by content, decoded within limits, turned to sRGB, stripped, resized to
WebP."""

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

import pillow_heif
from PIL import Image, ImageCms

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual

pillow_heif.register_heif_opener()

MAX_BYTES = 30 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_SIDE = 16_000
# A long screenshot is 15 times as high as wide; thinner pictures grow without bound when scaled.
MAX_RATIO = 20
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF")
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
_SRGB = ImageCms.createProfile("sRGB")
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class PictureUnreadableError(ProblemError):
    """The bytes are no picture of an accepted kind, or are broken."""

    code = "kit.picture_unreadable"
    status = 422
    detail = bilingual(
        "无法读取这张图片，请使用 JPEG、PNG、WebP、HEIC 或 GIF",
        "This picture can't be read; use JPEG, PNG, WebP, HEIC or GIF",
    )


class PictureTooLargeError(ProblemError):
    """More bytes or pixels than accepted (30 MB, 60 megapixels, 16,000 pixels a side)."""

    code = "kit.picture_too_large"
    status = 422
    detail = bilingual(
        "图片太大了，最多 30 MB、6000 万像素、单边 16000 像素",
        "The picture is too large: 30 MB, 60 megapixels and 16,000 pixels a side at most",
    )


class PictureTooNarrowError(ProblemError):
    """One side is more than twenty times the other."""

    code = "kit.picture_too_narrow"
    status = 422
    detail = bilingual(
        f"图片太细长了，长边最多是短边的 {MAX_RATIO} 倍",
        f"The picture is too narrow: its long side may be at most {MAX_RATIO} times its short side",
    )


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands in for a picture until it has loaded."""

    color: str
    tiny: str


def open_picture(source: IO[bytes]) -> Image.Image:
    """Decodes the first frame, upright, in sRGB on white, without any metadata.

    Raises PictureUnreadableError, PictureTooLargeError or PictureTooNarrowError. The kind is told by content
    alone.
    """
    try:
        image = Image.open(source, formats=FORMATS)
        check_size(image)
        image.draft("RGB", (2160, 2160))
        image.load()
    except ProblemError:
        raise
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError from error
    except Exception as error:  # decoders raise whatever they stumble over
        raise PictureUnreadableError from error
    upright = _upright(image)
    profile = upright.info.get("icc_profile")
    picture = _to_srgb(flatten(_in_eight_bits(upright)), profile).convert("RGB")
    picture.info.clear()
    return picture


def check_size(image: Image.Image) -> None:
    """Raises PictureTooLargeError or PictureTooNarrowError by what the file says of itself."""
    short, long = sorted(image.size)
    if short * long > MAX_PIXELS or long > MAX_SIDE:
        raise PictureTooLargeError
    if long > short * MAX_RATIO:
        raise PictureTooNarrowError


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its metadata say; as it is where they can't be read. Pillow's own way writes them anew, which
    fails on odd ones."""
    try:
        turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - broken in whatever way
        return image
    return image if turn is None else image.transpose(turn)


def is_picture(source: IO[bytes]) -> bool:
    """Whether a file begins as a picture of an accepted kind does, of whatever size."""
    source.seek(0)
    try:
        Image.open(source, formats=FORMATS)
    except Image.DecompressionBombError:
        return True
    except Exception:  # noqa: BLE001 - broken in whatever way
        return False
    return True


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Deep greys scaled down: converted as they are, all but the darkest would be white."""
    if not image.mode.startswith("I"):
        return image
    grey = image.point(lambda value: value * (1 / 256)).convert("L")
    grey.info.pop("transparency", None)
    return grey


def flatten(image: Image.Image) -> Image.Image:
    """What shines through is white."""
    if not image.has_transparency_data:
        return image.convert("RGB") if image.mode == "P" else image
    layered = image.convert("RGBA")
    flat = Image.new("RGB", layered.size, (255, 255, 255))
    flat.paste(layered, mask=layered.getchannel("A"))
    return flat


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that the profile means, as screens show them without it. A profile that is broken or of
    another kind of picture is passed over."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):
        return image


def encode_webp(image: Image.Image, width: int, *, quality: int = 80, method: int = 3) -> bytes:
    """WebP of at most `width` pixels; never enlarged. `method` trades speed (0) for size (6)."""
    buffer = io.BytesIO()
    _narrowed(image, width).save(buffer, "WEBP", quality=quality, method=method)
    return buffer.getvalue()


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    size = (width, max(1, round(image.height * width / image.width)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def variants(image: Image.Image, widths: Iterable[int]) -> dict[int, bytes]:
    """WebP bytes by width, each made from the next larger one. Widths beyond the picture's are left
    out, but the smallest that covers it is kept so that one variant always exists."""
    wanted = sorted(set(widths))
    usable = [width for width in wanted if width <= image.width] or wanted[:1]
    result: dict[int, bytes] = {}
    for width in reversed(usable):
        image = _narrowed(image, width)
        result[width] = encode_webp(image, width)
    return result


def placeholder(image: Image.Image) -> Placeholder:
    """The dominant colour as #rrggbb and a 12 pixel wide WebP as a data URI (about 160 bytes)."""
    small = image.resize(
        (12, max(1, round(12 * image.height / image.width))), Image.Resampling.BOX, reducing_gap=2.0
    )
    palette = small.quantize(colors=4, method=Image.Quantize.MEDIANCUT)
    counts = sorted(palette.getcolors() or [], reverse=True)
    index = counts[0][1] if counts else 0
    red, green, blue = (palette.getpalette() or [128, 128, 128])[index * 3 : index * 3 + 3]  # type: ignore[operator]
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=30, method=4)
    tiny = "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()
    return Placeholder(f"#{red:02x}{green:02x}{blue:02x}", tiny)


def perceptual_hash(image: Image.Image) -> int:
    """A 63-bit difference hash: near-identical pictures differ in few bits."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX)
    pixels = list(grey.tobytes())
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = (bits << 1) | (pixels[row * 9 + column] < pixels[row * 9 + column + 1])
    return bits & (2**63 - 1)
