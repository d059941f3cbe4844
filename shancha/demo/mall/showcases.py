"""Two cases that somebody who signs in should find whatever the rest of the world does: a piece under repair,
and an early refund whose goods the store objects to. Each draws from a chance of its own: nothing else moves.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from shancha.apps.community.models import Asset
from shancha.apps.community.services import media
from shancha.apps.orders.models import AfterSale, OrderLine, Parcel
from shancha.apps.orders.services import aftersale_clock, aftersale_goods, aftersales, objections, tracking
from shancha.apps.payments.services.refunds import send_due_refunds
from shancha.apps.promotions.models import MembershipPlan
from shancha.apps.promotions.queries.membership import find_care
from shancha.apps.promotions.services import membership
from shancha.demo.mall.afterwards import open_case
from shancha.demo.mall.cashier import pay
from shancha.kit import clock, pictures

REPAIRED, OBJECTED = "repaired", "objected"
# How long ago the goods were bought, in hours.
FATES = {REPAIRED: 300, OBJECTED: 215}
# So cheap that the card's allowance covers it.
MOST = 18_000


def complain(buyer_id: UUID, order_id: UUID, fate: str) -> Iterator[datetime]:
    """The case of an order that its buyer has."""
    rng = random.Random(fate)
    line = OrderLine.objects.select_related("order__store__merchant").get(order_id=order_id)
    owner_id = line.order.store.merchant.owner_id
    if fate == REPAIRED:
        yield from _repair(rng, line, buyer_id, owner_id)
    else:
        yield from _object(rng, line, buyer_id, owner_id)


def _ship_back(rng: random.Random, case: AfterSale) -> None:
    number = f"BACK{rng.randrange(10**12):012}"
    aftersales.ship_back(buyer_id=case.buyer_id, case_id=case.id, carrier="sf", tracking_number=number)


def _look(case: AfterSale) -> None:
    for parcel_id in Parcel.objects.filter(after_sale=case, poll_at__isnull=False).values_list(
        "id", flat=True
    ):
        tracking.poll_parcel(parcel_id)


def _repair(rng: random.Random, line: OrderLine, buyer_id: UUID, owner_id: UUID) -> Iterator[datetime]:
    """Agreed, sent back, repaired, and on its way to the buyer again, who has yet to look at it."""
    case = open_case(line, buyer_id, "repair", "quality", "左边时响时不响，重新插拔也没有用。")
    store: dict[str, Any] = {"store_id": case.store_id, "case_id": case.id, "actor_id": owner_id}
    yield clock.now() + timedelta(hours=6)
    aftersales.agree(**store, text="请寄回，我们检测后维修。")
    yield clock.now() + timedelta(hours=5)
    _ship_back(rng, case)
    yield clock.now() + timedelta(hours=48)
    _look(case)
    aftersales.receive_return(**store, restock=False)
    yield clock.now() + timedelta(hours=30)
    number = f"FIXED{rng.randrange(10**12):012}"
    aftersale_goods.send_repaired(**store, carrier="jd", tracking_number=number)
    yield clock.now() + timedelta(hours=47)
    _look(case)


def _object(rng: random.Random, line: OrderLine, buyer_id: UUID, owner_id: UUID) -> Iterator[datetime]:
    """Refunded by the card before it came; what came is another thing, and the platform is asked."""
    if find_care(buyer_id) is None:
        plan = MembershipPlan.objects.filter(is_active=True).order_by("position")[0]
        period = membership.buy_membership(user_id=buyer_id, plan_id=plan.id, renews=False)
        assert period.payment_id
        pay(payment_id=period.payment_id, payer_id=buyer_id)
    case = open_case(line, buyer_id, "return", "no_reason", "味道不太喜欢，没有拆封。")
    yield clock.now() + timedelta(hours=2)
    _ship_back(rng, case)
    case.refresh_from_db()
    if not case.refunds_early:
        return
    yield clock.now() + timedelta(hours=2)
    _look(case)
    yield clock.now() + timedelta(hours=25)
    aftersale_clock.pass_deadline(case.id)
    send_due_refunds()
    yield clock.now() + timedelta(hours=20)
    _look(case)
    yield clock.now() + timedelta(hours=3)
    objections.object_to(
        store_id=case.store_id,
        case_id=case.id,
        actor_id=owner_id,
        reason="empty",
        text="开箱只有填充纸，没有商品，称重也和出库时差很多。",
        asset_ids=[_evidence(owner_id).id],
    )


@cache
def _box() -> Image.Image:
    """An opened box with nothing in it, from above."""
    image = Image.new("RGB", (960, 720), "#e9e2d6")
    draw = ImageDraw.Draw(image)
    draw.polygon([(180, 200), (780, 200), (850, 90), (110, 90)], fill="#c99a63")
    draw.polygon([(180, 560), (780, 560), (850, 670), (110, 670)], fill="#b98850")
    draw.rectangle((180, 200, 780, 560), fill="#8a6338")
    draw.rectangle((214, 234, 746, 526), fill="#a87a48")
    for place in range(9):
        left, top = 240 + place % 3 * 170, 250 + place // 3 * 90
        draw.ellipse((left, top, left + 130, top + 74), fill="#f3eee4", outline="#ddd3c2", width=4)
    return image


def _evidence(owner_id: UUID) -> Asset:
    image = _box()
    return media.store_prepared_picture(
        owner_id=owner_id,
        variants={width: pictures.encode_webp(image, width) for width in (360, image.width)},
        width=image.width,
        height=image.height,
        placeholder=pictures.placeholder(image),
        alt="打开的包裹里只有填充纸",
    )
