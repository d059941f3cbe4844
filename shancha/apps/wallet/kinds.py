"""What entries are called to readers. Apps above register the kinds they write."""

from shancha.kit.language import bilingual

_NAMES: dict[str, str] = {
    "hold": bilingual("下单占用", "Set aside for an order"),
    "release": bilingual("占用退回", "Set aside, let go"),
    "capture": bilingual("支付", "Paid"),
    "return": bilingual("退款退回", "Refunded"),
    "top_up": bilingual("充值", "Top-up"),
    "withdrawal": bilingual("提现", "Withdrawal"),
    "withdrawal_paid": bilingual("提现到账", "Withdrawal paid"),
    "withdrawal_returned": bilingual("提现退回", "Withdrawal returned"),
    "points_expired": bilingual("积分过期", "Points expired"),
    "points_gift": bilingual("积分赠送", "Points given"),
}
_OTHER = bilingual("其他", "Other")


def register(kind: str, chinese: str, english: str) -> None:
    """Names a kind of entry; call it from the AppConfig."""
    _NAMES[kind] = bilingual(chinese, english)


def name_of(kind: str) -> str:
    """The name in the active language."""
    return str(_NAMES.get(kind, _OTHER))
