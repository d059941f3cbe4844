"""What nobody says but the law and the clock in a case's story. Kept in Chinese, as the back office and an
export show it; its parties read it in their own language."""

from shancha.kit.language import bilingual

BY_RIGHT = "七天无理由退货"
UNANSWERED = "商家超时未处理"
OFFER_UNANSWERED = "买家未在期限内答复商家的提议"
NO_ADDRESS = "商家没有提供退货地址"
CLOSED = "超时自动关闭"
PRESUMED_BACK = "超时视为已收货"
REPAIR_OVERDUE = "商家超时未寄回维修的商品"
REPAIR_LOST = "寄回的维修商品没有送达"
STORE_SILENT = "商家在举证期内没有回应，按规则支持买家"
_ENGLISH = {
    BY_RIGHT: "A return within seven days, without a reason",
    UNANSWERED: "The store did not answer in time",
    OFFER_UNANSWERED: "The buyer did not answer the store's offer in time",
    NO_ADDRESS: "The store gave no address for returns",
    CLOSED: "Closed, as its time is over",
    PRESUMED_BACK: "Counts as received, as its time is over",
    REPAIR_OVERDUE: "The store did not send the repaired piece in time",
    REPAIR_LOST: "The repaired piece was not delivered",
    STORE_SILENT: "The store said nothing while evidence was asked for: for the buyer, by the rules",
}


def shown(text: str) -> str:
    """A sentence of a case's story in its reader's language; what people wrote stays as it is."""
    return str(bilingual(text, _ENGLISH[text])) if text in _ENGLISH else text
