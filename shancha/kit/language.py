"""Texts for people in the platform's two languages, chosen when they are shown.

The server speaks few sentences, each beside the code it belongs to; so they are kept there in
both languages rather than in a catalogue far away.
"""

from django.utils.functional import lazy
from django.utils.translation import get_language


def is_english() -> bool:
    """Whether the reader of this moment has chosen English; else Chinese."""
    return (get_language() or "").startswith("en")


def _choose(chinese: str, english: str) -> str:
    return english if is_english() else chinese


_lazy_choose = lazy(_choose, str)


def bilingual(chinese: str, english: str) -> str:
    """A text that reads Chinese unless English is the active language; decided when it is rendered."""
    return _lazy_choose(chinese, english)
