"""From SVG to WebP; needs resvg-py, numpy, Pillow and, for words, the Noto Sans CJK fonts."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import resvg_py
from PIL import Image

FONT_DIRS = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
)


def font_files() -> list[str]:
    """The installed Noto Sans CJK files, heavy first; empty when there are none."""
    found = [p for folder in FONT_DIRS for p in sorted(Path(folder).glob("NotoSansCJK-*.ttc"))]
    return [str(p) for p in found if p.stem.endswith(("-Bold", "-Regular", "-Black", "-Medium"))]


def render(svg: str, width: int, quality: int = 76, grain: float = 1.6) -> bytes:
    """The picture as WebP, `width` pixels wide, with a little paper grain."""
    fonts: Any = font_files() if "<text" in svg else []
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, font_files=fonts, skip_system_fonts=True))
    image = Image.open(io.BytesIO(png)).convert("RGB")
    if grain:
        noise = np.random.default_rng(7).normal(0, grain, (image.height, image.width, 1))
        pixels = (np.asarray(image, dtype=float) + noise).clip(0, 255).astype("uint8")
        image = Image.fromarray(pixels)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=quality, method=5)
    return out.getvalue()
