"""Words that no shop may use: terms that are void by law, and rewards for praise."""

import re

from shancha.apps.moderation.services import screen
from shancha.kit.language import bilingual

# 法释〔2022〕8号 1: such terms bind nobody; 反不正当竞争法 (2025) 9: praise is not for sale.
_VOID = re.compile(
    r"最终解释权|签收[即就]?视?为?(?:认可|合格)|概不(?:退换|负责)|(?:售出|离柜)概不|拆封.{0,4}不退不换"
)
_PRAISE = re.compile(r"好评.{0,4}(?:返现|返红包|送红包|有奖|返\d)|(?:晒图|五星).{0,4}返现|删(?:除)?差评")


def find_void_term(text: str) -> str:
    """Why a shop's text can't stand, or ""."""
    if found := _VOID.search(text):
        return bilingual(
            f"“{found.group()}”属于无效条款，请删除", f"“{found.group()}” is a void term; please remove it"
        )
    if found := _PRAISE.search(text):
        return bilingual(
            f"不能以返现等方式换取好评：“{found.group()}”", f"Praise must not be paid for: “{found.group()}”"
        )
    return ""


def find_refused_word(*, kind: str, author_id: object, text: str) -> str:
    """Why a short text that is never held (a store's name, a category's) is refused, or ""."""
    if void := find_void_term(text):
        return void
    screening = screen(kind=kind, author_id=author_id, text=text)  # type: ignore[arg-type]
    if screening.decision != "allow":
        return bilingual("含有平台规则不允许的内容", "This breaks the platform's rules")
    return ""
