"""How Chinese characters sound: pinyin without tones, one sound a character."""

import importlib.util
import re
from functools import cache
from pathlib import Path

_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_LETTERS = re.compile(r"[a-z]+")


@cache
def table() -> dict[str, str]:
    """Characters to their commonest sound. Read from pypinyin's table alone: importing the package
    would load 50 MB of phrases."""
    package = importlib.util.find_spec("pypinyin")
    assert package is not None
    assert package.submodule_search_locations
    path = Path(package.submodule_search_locations[0]) / "pinyin_dict.py"
    spec = importlib.util.spec_from_file_location("_shancha_pinyin", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sounds: dict[str, str] = {}
    known: dict[str, str] = {}
    for code, readings in module.pinyin_dict.items():
        if 0x4E00 <= code <= 0x9FFF or code == 0x3007:
            sound = readings.partition(",")[0].translate(_TONES)
            if _LETTERS.fullmatch(sound):
                sounds[chr(code)] = known.setdefault(sound, sound)
    return sounds


def spell(text: str) -> str:
    """The text with each Chinese character written as its sound, set off by spaces."""
    sounds = table()
    return " ".join("".join(f" {sounds[each]} " if each in sounds else each for each in text).split())
