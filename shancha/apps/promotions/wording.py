"""A coupon's terms and an engine's reasons, in words."""

from shancha.apps.promotions.pricing.types import Reason
from shancha.kit.language import bilingual
from shancha.kit.money import fold_zh, percent, yuan

REASONS: dict[Reason, tuple[str, str]] = {
    "": ("", ""),
    "not_applicable": ("所选商品不在适用范围内", "It doesn't cover these goods"),
    "below_threshold": ("还差 ¥{missing} 可用", "CNY {missing} more of its goods are needed"),
    "flash_goods": ("秒杀商品不与薯券叠加", "Flash prices don't go with coupons"),
    "members_only": ("小红卡会员专享", "For members of the card"),
    "no_freight": ("本单没有可抵的运费", "No delivery is charged that it could cover"),
    "not_started": ("还没到使用时间", "Its time has not begun"),
    "expired": ("已过期", "It has expired"),
    "group_taken": (
        "平台券、每家店铺券、运费券各限用一张",
        "One platform coupon, one for each store and one for delivery can be used together",
    ),
}


def reason_text(reason: Reason, missing: int = 0) -> str:
    """Why a coupon can't be used, in the reader's language."""
    chinese, english = REASONS[reason]
    amount = yuan(missing)
    return bilingual(chinese.format(missing=amount), english.format(missing=amount))


def gives(kind: str, value: int, cap: int | None) -> str:
    """What a coupon takes off: "减 ¥20", "8.5 折，最多减 ¥50", "运费减 ¥12"."""
    limit = (f"，最多减 ¥{yuan(cap)}", f", at most CNY {yuan(cap)}") if cap is not None else ("", "")
    if kind == "percent":
        return bilingual(f"{fold_zh(value)}{limit[0]}", f"{percent(value)} off{limit[1]}")
    if kind == "freight":
        return bilingual(f"运费减 ¥{yuan(value)}", f"CNY {yuan(value)} off delivery")
    return bilingual(f"减 ¥{yuan(value)}", f"CNY {yuan(value)} off")


def condition(threshold: int) -> str:
    """From how much of its goods on a coupon works."""
    if threshold == 0:
        return bilingual("无门槛", "No minimum")
    return bilingual(f"满 ¥{yuan(threshold)} 可用", f"From CNY {yuan(threshold)}")
