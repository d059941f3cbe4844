"""The one place that says what may become of an after-sales case, who may do it, and how long each step may
take. Nothing writes a case's status but `services.aftersale_moves`, and it asks here."""

from datetime import timedelta

from django.db import models

from shancha.apps.orders.states import Actor


class Kind(models.TextChoices):
    """What the buyer asks for."""

    CANCEL = "cancel", "取消未发货商品"
    REFUND_ONLY = "refund_only", "仅退款"
    RETURN = "return", "退货退款"
    EXCHANGE = "exchange", "换货"
    REPAIR = "repair", "维修"
    CLAIM = "claim", "质量与赔付"


class CaseStatus(models.TextChoices):
    """What a case waits for."""

    REQUESTED = "requested", "待商家处理"
    AGREED = "agreed", "待买家寄回"
    REFUSED = "refused", "商家已拒绝"
    RETURNING = "returning", "退货运输中"
    RECEIVED = "received", "商家已收货"
    RESENT = "resent", "已修好寄回"
    DISPUTED = "disputed", "平台介入中"
    REFUNDING = "refunding", "退款中"
    DONE = "done", "已完成"
    WITHDRAWN = "withdrawn", "已撤销"
    CLOSED = "closed", "已关闭"


S = CaseStatus
OPEN = (S.REQUESTED, S.AGREED, S.REFUSED, S.RETURNING, S.RECEIVED, S.RESENT, S.DISPUTED, S.REFUNDING)
ENDED = (S.DONE, S.WITHDRAWN, S.CLOSED)
COME_BACK = (Kind.RETURN, Kind.EXCHANGE, Kind.REPAIR)
# What ends with goods, and with money in their place only by the buyer's word or a ruling.
GIVE_GOODS = (Kind.EXCHANGE, Kind.REPAIR)

# How long each side has. A refund follows a received return within seven days (消费者权益保护法 25): from
# its delivery where the carrier tells it, else from the store's word, or from when it must have arrived.
ANSWER_WITHIN = timedelta(hours=48)
SHIP_BACK_WITHIN = timedelta(days=7)
ARRIVES_WITHIN = timedelta(days=10)
LOST_AFTER = timedelta(days=20)
REFUND_WITHIN = timedelta(days=7)
OBJECT_WITHIN = timedelta(days=7)
CONFIRM_WITHIN = timedelta(days=7)
DISPUTE_WITHIN = timedelta(days=7)
EVIDENCE_WITHIN = timedelta(hours=48)
RULE_WITHIN = timedelta(days=7)
OFFER_WITHIN = timedelta(hours=48)
CLAIM_WITHIN = timedelta(days=90)
FAULT_WITHIN = timedelta(days=15)
RETURN_DAYS = 7

MOVES: dict[tuple[str, str], frozenset[Actor]] = {
    # The store agrees (or the law does for it), or pays at once where nothing comes back.
    (S.REQUESTED, S.AGREED): frozenset({"merchant", "system"}),
    (S.REQUESTED, S.REFUNDING): frozenset({"merchant", "system"}),
    (S.REQUESTED, S.REFUSED): frozenset({"merchant"}),
    # Nobody answered in 48 hours: the platform steps in. Or the buyer declined what was offered instead.
    (S.REQUESTED, S.DISPUTED): frozenset({"system", "buyer"}),
    (S.REQUESTED, S.WITHDRAWN): frozenset({"buyer"}),
    (S.AGREED, S.RETURNING): frozenset({"buyer"}),
    (S.AGREED, S.WITHDRAWN): frozenset({"buyer"}),
    (S.AGREED, S.CLOSED): frozenset({"system"}),
    # The store never said where to send it.
    (S.AGREED, S.DISPUTED): frozenset({"buyer", "system"}),
    (S.REFUSED, S.DISPUTED): frozenset({"buyer"}),
    (S.REFUSED, S.WITHDRAWN): frozenset({"buyer"}),
    (S.REFUSED, S.CLOSED): frozenset({"system"}),
    (S.RETURNING, S.RECEIVED): frozenset({"merchant", "system"}),
    # A member's return that the store was silent about is refunded before it arrives.
    (S.RETURNING, S.REFUNDING): frozenset({"system"}),
    (S.RETURNING, S.DISPUTED): frozenset({"merchant", "buyer"}),
    (S.RECEIVED, S.REFUNDING): frozenset({"merchant", "system"}),
    # A repair that its store does not send back in time is no refund by itself: the platform steps in.
    (S.RECEIVED, S.DISPUTED): frozenset({"merchant", "buyer", "system"}),
    # Another piece was sent in exchange.
    (S.RECEIVED, S.DONE): frozenset({"merchant"}),
    # The repaired piece is on its way; the buyer looks at it.
    (S.RECEIVED, S.RESENT): frozenset({"merchant"}),
    (S.RESENT, S.DONE): frozenset({"buyer", "system"}),
    # It was never delivered: the platform steps in.
    (S.RESENT, S.DISPUTED): frozenset({"buyer", "system"}),
    # The ruling: money, a return first, or nothing. A store that stays silent has lost (the clock).
    (S.DISPUTED, S.REFUNDING): frozenset({"platform", "system"}),
    (S.DISPUTED, S.AGREED): frozenset({"platform", "system"}),
    (S.DISPUTED, S.CLOSED): frozenset({"platform"}),
    (S.DISPUTED, S.WITHDRAWN): frozenset({"buyer"}),
    (S.REFUNDING, S.DONE): frozenset({"system"}),
}


def may_move(source: str, target: str, actor: Actor) -> bool:
    """Whether this actor may take a case from `source` to `target`."""
    return actor in MOVES.get((source, target), frozenset())
