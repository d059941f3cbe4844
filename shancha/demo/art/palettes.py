"""The colour families of the demo's pictures."""

from typing import NamedTuple


class Palette(NamedTuple):
    """Seven colours that go together, and what the family is called."""

    wall: str
    floor: str
    main: str
    second: str
    accent: str
    ink: str
    leaf: str
    zh: str
    en: str

    @property
    def trio(self) -> tuple[str, str, str]:
        """The three colours objects wear."""
        return self.main, self.second, self.accent


PALETTES = {
    "peach": Palette(
        "#fbe3d4", "#f2b99b", "#e8745a", "#f6c46b", "#4f8a8b", "#5a2e2a", "#4f8a6b", "蜜桃色", "peach"
    ),
    "rose": Palette(
        "#fbdfe4", "#f0a9b6", "#d6456b", "#f7c9a9", "#7a9e7e", "#57202f", "#6f9a72", "玫瑰色", "rose"
    ),
    "sage": Palette(
        "#e6ecd9", "#b5c69a", "#5f8a5b", "#f0c987", "#e2725b", "#2c3f2d", "#5f8a5b", "鼠尾草绿", "sage green"
    ),
    "sky": Palette(
        "#dcecf5", "#9cc6dd", "#3f7fb0", "#ffd27d", "#f0785a", "#1f3a52", "#4f8f78", "天空蓝", "sky blue"
    ),
    "lilac": Palette(
        "#ebe2f6", "#c4b0e3", "#7d5bb5", "#f7b6c8", "#f2c14e", "#352350", "#6b9a80", "丁香紫", "lilac"
    ),
    "cream": Palette(
        "#faf0dc", "#e8cfa2", "#c9803f", "#7b9a6d", "#b5483a", "#4b3120", "#6c8f5a", "奶油色", "cream"
    ),
    "mint": Palette(
        "#d9f1e8", "#93d0bd", "#2f9285", "#ffb997", "#f4d35e", "#17443f", "#2f8a6f", "薄荷绿", "mint"
    ),
    "coral": Palette(
        "#ffe1d8", "#ff9f87", "#f0533f", "#ffd166", "#2f7f86", "#5b1d18", "#3f8a70", "珊瑚色", "coral"
    ),
    "cocoa": Palette(
        "#efe1d3", "#c9a384", "#8a5a3c", "#e9b872", "#6f8f72", "#3a2318", "#6f8f62", "可可色", "cocoa"
    ),
    "berry": Palette(
        "#f6dcec", "#d98ab8", "#a12d74", "#ffc6a8", "#5d9c9c", "#431033", "#5d9a80", "莓果色", "berry"
    ),
    "lemon": Palette(
        "#fff4cf", "#ffdd80", "#f2a31b", "#f27b63", "#4d9078", "#5a3a0a", "#4d9060", "柠檬黄", "lemon"
    ),
    "ocean": Palette(
        "#dff3f4", "#8fd0d6", "#1f7a94", "#ff9b71", "#ffd56b", "#123b4a", "#3a8f74", "海蓝色", "ocean blue"
    ),
    "milk": Palette(
        "#f6f1ea", "#dccfc0", "#d98f6c", "#9fb3a0", "#e6b655", "#40332b", "#7c9a78", "燕麦色", "oat"
    ),
    "wine": Palette(
        "#f5e1de", "#d6a09b", "#8e2a3c", "#e9b98f", "#5c7f76", "#3a1220", "#5c8a6c", "酒红色", "wine red"
    ),
}
