"""What follows a purchase: reviews, cases of after-sales, and the nights in which money is settled."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.accounts.models import User
from shancha.apps.orders.errors import AfterSaleNotAllowedError, ReturnByRightError, ReviewNotAllowedError
from shancha.apps.orders.models import AfterSale, Order, OrderLine, Payout
from shancha.apps.orders.services import (
    aftersale_goods,
    aftersales,
    disputes,
    payouts,
    receiving,
    reviews,
    settling,
)
from shancha.apps.payments.services.refunds import send_due_refunds
from shancha.apps.wallet.services.withdrawals import decide_withdrawal, mark_withdrawal_paid
from shancha.demo.mall import words
from shancha.demo.mall.stores import OpenStore
from shancha.demo.mall.timeline import Life
from shancha.kit import clock

_STARS = (*(5,) * 11, *(4,) * 5, 3, 3, 2, 1)
_WHY = {
    "returned": ("return", "no_reason", "尺码不太合适，吊牌都在。"),
    "asked": ("refund_only", "missing", "少了一件赠品，照片里是全部收到的东西。"),
    "disputed": ("refund_only", "not_as_described", "颜色和页面差得很多，希望退一部分。"),
    "ruled": ("refund_only", "damaged", "到手外壳有裂，包装里没有缓冲。"),
    "exchanged": ("exchange", "wrong_item", "发成了另一个颜色，想换回来。"),
}
CASES = tuple(_WHY)
_REFUSAL = "出库视频显示商品完好，建议先提供更多照片。"
_RULING = "照片可见破损，商家未证明发货时完好，支持退款。"


class Opinions:
    """Deals out what buyers say of goods, each sentence as seldom as possible."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._left: dict[tuple[str, int], list[str]] = {}

    def next(self, field: str) -> tuple[int, str]:
        """Stars and words that go together, for goods of a field of notes."""
        stars = self._rng.choice(_STARS)
        if not self._left.get((field, stars)):
            said = list(words.read("reviews")[field][str(stars)])
            self._left[field, stars] = self._rng.sample(said, len(said))
        return stars, self._left[field, stars].pop()

    def one_of(self, name: str) -> str:
        """A store's reply, or what a buyer adds later."""
        return str(self._rng.choice(words.read("home")[name]))


def judge(
    rng: random.Random, opinions: Opinions, buyer_id: UUID, order_ids: Sequence[UUID], fields: dict[UUID, str]
) -> Iterator[datetime]:
    """The buyer reviews most lines; the store answers some; a few say more weeks later."""
    written = []
    for line in OrderLine.objects.filter(order_id__in=order_ids).select_related("order__store__merchant"):
        if rng.random() < 0.12:
            continue
        stars, text = opinions.next(fields[line.product_id])
        try:
            review = reviews.write_review(
                buyer_id=buyer_id,
                order_id=line.order_id,
                line_id=line.id,
                rating=stars,
                text=text,
                is_anonymous=rng.random() < 0.15,
            )
        except ReviewNotAllowedError:
            continue
        written.append((review, line.order.store.merchant.owner_id))
    for order_id in order_ids:
        receiving.complete(order_id=order_id, actor="system")
    yield clock.now() + timedelta(hours=rng.uniform(4, 40))
    for review, owner_id in written:
        if rng.random() < 0.4:
            text = opinions.one_of("replies")
            reviews.reply(store_id=review.store_id, review_id=review.id, actor_id=owner_id, text=text)
    yield clock.now() + timedelta(days=rng.uniform(8, 20))
    for review, _ in written:
        if rng.random() < 0.2:
            reviews.follow_up(buyer_id=buyer_id, review_id=review.id, text=opinions.one_of("follow_ups"))


def complain(
    rng: random.Random, buyer_id: UUID, order_ids: Sequence[UUID], fate: str, *, editor_id: UUID
) -> Iterator[datetime]:
    """One case of after-sales, as far as its fate takes it."""
    line = OrderLine.objects.filter(order_id=order_ids[0]).order_by("position").first()
    assert line is not None
    kind, reason, text = _WHY[fate]
    try:
        case = open_case(line, buyer_id, kind, reason, text)
    except AfterSaleNotAllowedError:
        return
    yield clock.now() + timedelta(hours=rng.uniform(4, 20))
    if fate == "asked":
        return
    owner_id = Order.objects.values_list("store__merchant__owner_id", flat=True).get(id=line.order_id)
    if kind == "refund_only":
        yield from _quarrel(rng, case, buyer_id, owner_id, editor_id=editor_id if fate == "ruled" else None)
    else:
        yield from _send_back(rng, case, buyer_id, owner_id)


def _quarrel(
    rng: random.Random, case: AfterSale, buyer_id: UUID, owner_id: UUID, *, editor_id: UUID | None
) -> Iterator[datetime]:
    """Refused by the store, brought before the platform, ruled where an operator is named."""
    try:
        aftersales.refuse(
            store_id=case.store_id,
            case_id=case.id,
            actor_id=owner_id,
            text=_REFUSAL,
        )
    except ReturnByRightError:
        return
    yield clock.now() + timedelta(hours=rng.uniform(3, 12))
    aftersales.call_platform(buyer_id=buyer_id, case_id=case.id, text="照片已经补充，请平台看看。")
    yield clock.now() + timedelta(hours=rng.uniform(20, 40))
    if editor_id:
        disputes.rule(
            case_id=case.id,
            operator_id=editor_id,
            verdict="refund",
            text=_RULING,
        )
        send_due_refunds()


def _send_back(rng: random.Random, case: AfterSale, buyer_id: UUID, owner_id: UUID) -> Iterator[datetime]:
    """Agreed (by law, or by the store), sent back, received; the money, or another piece, goes out."""
    case.refresh_from_db()
    if case.status == "requested":
        aftersales.agree(store_id=case.store_id, case_id=case.id, actor_id=owner_id)
        yield clock.now() + timedelta(hours=rng.uniform(2, 10))
    aftersales.ship_back(
        buyer_id=buyer_id, case_id=case.id, carrier="sf", tracking_number=f"BACK{rng.randrange(10**12):012}"
    )
    yield clock.now() + timedelta(hours=rng.uniform(40, 70))
    aftersales.receive_return(store_id=case.store_id, case_id=case.id, actor_id=owner_id, restock=True)
    if case.kind == "exchange":
        aftersale_goods.send_exchange(
            store_id=case.store_id,
            case_id=case.id,
            actor_id=owner_id,
            carrier="jd",
            tracking_number=f"SWAP{rng.randrange(10**12):012}",
        )
    send_due_refunds()


def nights(since: datetime, until: datetime, stores: Sequence[OpenStore], editor: User) -> Life:
    """What jobs do every night: refunds leave, stores get what is theirs; once a week it is paid out."""
    for number, opened in enumerate(stores):
        payouts.set_payout_account(
            store_id=opened.id,
            method="bank",
            account=_bank_account(number),
            real_name="示例账户",
        )
    night = since
    while night <= until:
        yield night
        send_due_refunds()
        settling.release_due()
        if night.weekday() == 0:
            payouts.pay_out_all()
            yield night + timedelta(hours=7)
            _send_to_bank(editor.id, f"T{night:%Y%m%d}")
        night += timedelta(days=1)


def _send_to_bank(operator_id: UUID, transfer_number: str) -> None:
    waiting = Payout.objects.filter(status="requested").values_list("withdrawal_id", flat=True)
    for withdrawal_id in list(waiting):
        decide_withdrawal(withdrawal_id=withdrawal_id, operator_id=operator_id, approve=True)
        mark_withdrawal_paid(
            withdrawal_id=withdrawal_id, operator_id=operator_id, transfer_number=transfer_number
        )


def _bank_account(number: int) -> str:
    """A card number whose check digit is right (ISO/IEC 7812), of an issuer that does not exist."""
    digits = f"9990{number:011}"
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def open_case(line: OrderLine, buyer_id: UUID, kind: str, reason: str, text: str) -> AfterSale:
    """Asks for one piece of a line of an order. Raises AfterSaleNotAllowedError."""
    return aftersales.open_case(
        buyer_id=buyer_id,
        order_id=line.order_id,
        line_id=line.id,
        kind=kind,
        reason=reason,
        quantity=1,
        description=text,
    )
