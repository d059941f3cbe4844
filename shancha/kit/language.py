"""Texts for people in the platform's two languages, chosen when they are shown.

The server speaks few sentences, each beside the code it belongs to; so they are kept there in
both languages rather than in a catalogue far away.
"""

from django.utils.functional import lazy
from django.utils.translation import get_language


def is_english() -> bool:
    """Whether the reader of this moment has chosen English; else Chinese."""
    return (get_language() or "").startswith("en")


def name_sql(row: str) -> str:
    """SQL for the name of a row with `name_zh` and `name_en` in the reader's language: `%(english)s` says
    which; Chinese where there is no English one."""
    return f"case when %(english)s::bool and {row}.name_en <> '' then {row}.name_en else {row}.name_zh end"


def _choose(chinese: str, english: str) -> str:
    return english if is_english() else chinese


_lazy_choose = lazy(_choose, str)


def bilingual(chinese: str, english: str) -> str:
    """A text that reads Chinese unless English is the active language; decided when it is rendered."""
    return _lazy_choose(chinese, english)
