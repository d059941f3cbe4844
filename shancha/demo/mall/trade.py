"""Buyers of the demo's mall and their orders, each in a life of its own: placed, paid, sent, received."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.models import User
from shancha.apps.mall.errors import OutOfStockError
from shancha.apps.orders import regions
from shancha.apps.orders.errors import GoodsUnavailableError, OrderLimitError, YearLimitError
from shancha.apps.orders.models import Order, OrderLine, Parcel
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.services import (
    addresses,
    cancelling,
    carts,
    checkouts,
    crediting,
    flash_orders,
    identities,
    invoices,
    placing,
    receiving,
    shipping,
    tracking,
)
from shancha.apps.orders.sources import Source
from shancha.apps.payments.services.refunds import send_due_refunds
from shancha.apps.promotions.errors import FlashLimitError, FlashSoldOutError
from shancha.apps.wallet.services import points, top_ups
from shancha.demo import content, logins
from shancha.demo.mall import showcases
from shancha.demo.mall.afterwards import CASES, Opinions, complain, judge
from shancha.demo.mall.cashier import pay
from shancha.demo.mall.goods import Stocked
from shancha.demo.mall.timeline import Life, Timeline
from shancha.demo.members import handle_of
from shancha.kit import clock

_REFUSALS = (OutOfStockError, GoodsUnavailableError, OrderLimitError, YearLimitError)
_HOME_CARRIERS = ("sf", "jd", "zto", "yto", "yunda", "jtexpress")
_STREETS = ("山茶路", "梧桐街", "书院巷", "临江大道", "花园弄", "学院路", "和平里", "望湖街")
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗"
_NAMES = ("雨桐", "子涵", "一诺", "思远", "佳怡", "晓彤", "明轩", "若溪", "语嫣", "景行")
# What becomes of an order, and how long ago it was placed, in hours: from, to, and how often it comes.
_FATES = {
    "to_pay": (0.05, 0.4, 2),
    "to_ship": (1, 40, 7),
    "on_the_way": (26, 60, 7),
    "there": (74, 110, 6),
    "to_review": (110, 300, 9),
    "completed": (150, 1400, 46),
    "given_up": (20, 900, 5),
    "refunded": (40, 900, 4),
    "asked": (108, 125, 1),
    "disputed": (135, 160, 1),
    "ruled": (260, 900, 2),
    "returned": (230, 1000, 3),
    "exchanged": (230, 900, 1),
}
# The pages that lead to purchases where no note does.
_WAYS = (Source.SEARCH, Source.STORE_HOME, Source.MALL, Source.STORE_GOODS, Source.BRAND, Source.WISH_LIST)
# Everything that somebody who signs in should find.
_OF_LOGINS = (
    *("to_pay", "to_ship", "to_ship", "on_the_way", "on_the_way", "there", "to_review", "to_review"),
    *("completed", "completed", "completed", "given_up", "refunded", "returned", "ruled", "disputed"),
)
# What the merchant who can be signed in as finds to do.
_SHOWN = logins.MERCHANT_STORE
_OF_MERCHANT = (
    *("to_pay", "to_ship", "to_ship", "to_ship", "to_ship", "on_the_way", "on_the_way", "there"),
    *("to_review", "completed", "completed", "completed", "completed", "returned", "asked", "disputed"),
)


@dataclass(slots=True)
class Buyer:
    """A member who shops: where parcels go, and under which name goods from abroad are declared."""

    person: User
    fields: list[str]
    address_id: UUID | None = None
    has_identity: bool = False


@dataclass(slots=True)
class Market:
    """What is for sale, by field, and which notes speak of it."""

    shelves: dict[str, list[Stocked]]
    about: dict[UUID, list[UUID]]
    opinions: Opinions
    editor_id: UUID
    authored: list[tuple[UUID, Stocked]]
    on_flash: list[UUID]
    fields: dict[UUID, str] = field(default_factory=dict)

    def choose(
        self, rng: random.Random, fields: Sequence[str], count: int, first: Stocked | None
    ) -> list[tuple[Stocked, Any]]:
        """`first`, or mostly one that notes speak of, and others of its store; of each a variant."""
        shelf = self.shelves.get(rng.choice(fields)) or next(iter(self.shelves.values()))
        if first is None:
            named = [each for each in shelf if each.product.id in self.about]
            first = rng.choice(named if named and rng.random() < 0.6 else shelf)
        store = [each for each in shelf if each.opened.id == first.opened.id and each is not first]
        chosen = [first, *rng.sample(store, min(count - 1, len(store)))]
        return [(each, rng.choice(each.stocked_variants)) for each in chosen]

    def touch(self, rng: random.Random, each: Stocked) -> dict[str, Any]:
        """The note that led to a purchase, or the page."""
        notes = self.about.get(each.product.id)
        if notes and rng.random() < 0.7:
            return {"note_id": str(rng.choice(notes)), "source": "note"}
        return {"source": str(_WAYS[len(each.product.title) % len(_WAYS)])}


def plan(
    rng: random.Random, timeline: Timeline, people: Sequence[User], market: Market, *, until: datetime
) -> int:
    """Enters the lives of all buyers' orders; returns how many."""
    wishes = _wishes(rng, people, market)
    interests = {handle_of(each["handle"]): each["categories"] for each in content.members()}
    for number, person in enumerate(people):
        if not wishes[person.id]:
            continue
        buyer = Buyer(person, interests[person.handle])
        is_shown = person.handle in logins.HANDLES
        timeline.add(_settle_in(rng, buyer, number, until - timedelta(days=62), is_rich=is_shown))
        for wish in wishes[person.id]:
            youngest, oldest, _ = _FATES[wish[0]]
            at = until - timedelta(hours=rng.uniform(youngest, oldest))
            timeline.add(_order(rng, market, buyer, wish, at))
        for item_id in rng.sample(market.on_flash, min(len(market.on_flash), rng.choice((0, 0, 1, 2)))):
            timeline.add(_rush(rng, buyer, item_id, until - timedelta(minutes=rng.uniform(2, 45))))
    for fate, first in _shown_goods(market).items():
        buyer = Buyer(_reader(people), [first.article.field], has_identity=True)
        at = until - timedelta(hours=showcases.FATES[fate])
        timeline.add(_order(random.Random(fate), market, buyer, (fate, first), at))
    return sum(map(len, wishes.values()))


def _reader(people: Sequence[User]) -> User:
    return next(person for person in people if person.handle == logins.READER)


def _shown_goods(market: Market) -> dict[str, Stocked]:
    """What the cases are about that somebody who signs in should find: something to repair, and something of
    the store whose merchant can be signed in as."""
    stocked = [each for shelf in market.shelves.values() for each in shelf]
    found = {
        showcases.REPAIRED: [each for each in stocked if each.article.leaf["slug"] == "digital-audio"],
        showcases.OBJECTED: [
            each
            for each in stocked
            if each.opened.text["slug"] == _SHOWN
            and each.product.return_class == "seven_days"
            and each.product.max_price <= showcases.MOST
        ],
    }
    return {fate: goods[0] for fate, goods in found.items() if goods}


def _wishes(
    rng: random.Random, people: Sequence[User], market: Market
) -> dict[UUID, list[tuple[str, Stocked | None]]]:
    """What each will order, with its fate: some of everything for those who can be signed in as; goods of the
    store whose merchant can be; what authors write about; the rest as it comes."""
    fates = [fate for fate, (_, _, weight) in _FATES.items() for _ in range(weight)]
    wishes: dict[UUID, list[tuple[str, Stocked | None]]] = {}
    for person in people:
        is_shown = person.handle in logins.HANDLES
        some = _OF_LOGINS if is_shown else rng.choices(fates, k=rng.choice((0, 0, 1, 2, 3, 3, 4)))
        wishes[person.id] = [(fate, None) for fate in some]
    shown = [
        each for shelf in market.shelves.values() for each in shelf if each.opened.text["slug"] == _SHOWN
    ]
    others = [person for person in people if person.handle != logins.MERCHANT]
    for fate in _OF_MERCHANT:
        wishes[rng.choice(others).id].append((fate, rng.choice(shown)))
    authored = [(author, each) for author, each in market.authored if author in wishes]
    for author, each in rng.sample(authored, min(len(authored), len(people) // 2)):
        wishes[author].append(("completed", each))
    return wishes


def _settle_in(rng: random.Random, buyer: Buyer, number: int, at: datetime, *, is_rich: bool) -> Life:
    """A buyer's address book, identity and wallet."""
    yield at + timedelta(minutes=number)
    name = f"{_SURNAMES[number % len(_SURNAMES)]}{_NAMES[number % len(_NAMES)]}"
    phone = f"1700000{number:04}"
    address = addresses.create_address(
        user_id=buyer.person.id,
        receiver=name,
        phone=phone,
        region_code=_district(rng, buyer.person.city_code),
        detail=_door(rng),
        tag=rng.choice(("家", "公司", "")),
        is_default=True,
    )
    buyer.address_id = address.id
    if is_rich or number % 2 == 0:
        identities.add_identity(
            user_id=buyer.person.id, real_name=name, number=_citizen(number), is_default=True
        )
        buyer.has_identity = True
    if is_rich or number % 4 == 0:
        yield at + timedelta(hours=1, minutes=number)
        amount = 120_000 if is_rich else rng.choice((5_000, 10_000, 20_000))
        top_up = top_ups.request_top_up(user_id=buyer.person.id, amount=amount)
        assert top_up.payment_id
        pay(payment_id=top_up.payment_id, payer_id=buyer.person.id)
    points.grant_points(
        user_id=buyer.person.id,
        amount=2_000 if is_rich else rng.choice((200, 500, 800)),
        kind="points_gift",
        reference_kind="user",
        reference_id=buyer.person.id,
        key=f"demo_welcome:{buyer.person.id}",
    )


def _door(rng: random.Random) -> str:
    street, house = rng.choice(_STREETS), rng.randint(1, 300)
    return f"{street} {house} 号 {rng.randint(1, 18)} 幢 {rng.randint(101, 1802)} 室"


def _district(rng: random.Random, city_code: str) -> str:
    """A district of the member's city, or of Shanghai."""
    found = regions.children(f"{city_code[:4]}00") or regions.children("310100")
    return str(rng.choice(found)["code"])


def _citizen(number: int) -> str:
    """A number whose check character is right, of a district that does not exist (110199): nobody's."""
    digits = f"110199{1975 + number % 25}{number % 12 + 1:02}{number % 27 + 1:02}{number % 900 + 100:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def _rush(rng: random.Random, buyer: Buyer, item_id: UUID, at: datetime) -> Life:
    """A piece of the sale that runs now; most pay at once."""
    yield at
    assert buyer.address_id
    try:
        placed = flash_orders.place_flash_order(
            user_id=buyer.person.id,
            item_id=item_id,
            quantity=1,
            address_id=buyer.address_id,
            confirms_no_return=True,
        )
    except (FlashSoldOutError, FlashLimitError):
        return
    if rng.random() < 0.8:
        yield at + timedelta(minutes=1)
        _pay(buyer, placed)


def _order(
    rng: random.Random, market: Market, buyer: Buyer, wish: tuple[str, Stocked | None], at: datetime
) -> Life:
    """One order from the basket to where it stands today."""
    fate, first = wish
    yield at
    placed = _place(rng, market, buyer, first, is_alone=fate in showcases.FATES)
    if placed is None:
        return
    if fate == "to_pay":
        return
    yield at + timedelta(minutes=rng.randint(2, 18))
    if fate == "given_up":
        cancelling.cancel_by_buyer(
            user_id=buyer.person.id, order_id=placed.order_ids[0], reason="changed_mind"
        )
        return
    _pay(buyer, placed)
    if rng.random() < 0.15:
        _ask_for_invoice(buyer, placed.order_ids[0])
    if fate == "refunded":
        yield at + timedelta(hours=rng.uniform(1, 8))
        for order_id in placed.order_ids:
            cancelling.cancel_by_buyer(user_id=buyer.person.id, order_id=order_id, reason="changed_mind")
        send_due_refunds()
        return
    if fate != "to_ship":
        yield from _travel(rng, market, buyer, placed.order_ids, fate)


def _pay(buyer: Buyer, placed: placing.Placed) -> None:
    """Pays what is left to pay, and credits the notes, as the job does a moment later."""
    if placed.payment_id:
        pay(payment_id=placed.payment_id, payer_id=buyer.person.id)
    crediting.credit_notes(group_id=placed.group_id)


def _place(
    rng: random.Random, market: Market, buyer: Buyer, first: Stocked | None, *, is_alone: bool
) -> placing.Placed | None:
    """Puts one to three things into a checkout and places it; None where the shop could not."""
    goods = market.choose(rng, buyer.fields, 1 if is_alone else rng.choice((1, 1, 1, 2, 2, 3)), first)
    if not buyer.has_identity:
        goods = [(each, variant) for each, variant in goods if each.article.trade_mode == "domestic"]
    if not goods:
        return None
    user_id = buyer.person.id
    try:
        with transaction.atomic():
            checkout = _begin(rng, market, user_id, goods)
            confirmed = [
                str(variant.id) for each, variant in goods if each.product.return_class == "confirmed_only"
            ]
            checkout = checkouts.change_checkout(
                user_id=user_id,
                checkout_id=checkout.id,
                consents={"cross_border": checkouts.CROSS_BORDER_NOTICE, "confirmed_only": confirmed},
                use_wallet=rng.random() < 0.12,
                points=rng.choice((0, 0, 0, 100)),
                remarks={str(goods[0][0].opened.id): rng.choice(("", "", "", "麻烦包装厚一点", "周末送"))},
            )
            digest = checkouts.reckon_checkout(checkout).digest
            return placing.place_order(user_id=user_id, checkout_id=checkout.id, digest=digest)
    except _REFUSALS:
        return None


def _begin(rng: random.Random, market: Market, user_id: UUID, goods: Sequence[tuple[Stocked, Any]]) -> Any:
    if len(goods) == 1:
        each, variant = goods[0]
        return checkouts.begin_now(
            user_id=user_id,
            variant_id=variant.id,
            quantity=rng.choice((1, 1, 1, 2)),
            touch=market.touch(rng, each),
        )
    lines = [
        carts.add_to_cart(
            owner=CartOwner(user_id, ""), variant_id=variant.id, quantity=1, touch=market.touch(rng, each)
        ).line_id
        for each, variant in goods
    ]
    return checkouts.begin_from_cart(user_id=user_id, line_ids=lines)


def _ask_for_invoice(buyer: Buyer, order_id: UUID) -> None:
    invoices.request_invoice(
        user_id=buyer.person.id,
        order_id=order_id,
        kind="personal",
        title="个人",
        tax_number="",
        email=logins.email_of(buyer.person.handle),
    )


def _travel(
    rng: random.Random, market: Market, buyer: Buyer, order_ids: Sequence[UUID], fate: str
) -> Iterator[datetime]:
    """Sent, seen by the carrier, received; then reviewed, complained about, or nothing."""
    shipped_at = clock.now() + timedelta(hours=rng.uniform(4, 20))
    yield shipped_at
    for order_id in order_ids:
        _ship(rng, order_id)
    yield shipped_at + timedelta(hours=10)
    _look(order_ids)
    yield shipped_at + timedelta(hours=49)
    _look(order_ids)
    if fate in {"on_the_way", "there"}:
        return
    yield shipped_at + timedelta(hours=rng.uniform(50, 80))
    for order_id in order_ids:
        if Order.objects.filter(id=order_id, status="to_receive").exists():
            receiving.confirm(user_id=buyer.person.id, order_id=order_id)
    yield clock.now() + timedelta(hours=rng.uniform(3, 24))
    if fate == "completed":
        yield from judge(rng, market.opinions, buyer.person.id, order_ids, market.fields)
    elif fate in showcases.FATES:
        yield from showcases.complain(buyer.person.id, order_ids[0], fate)
    elif fate in CASES:
        yield from complain(rng, buyer.person.id, order_ids, fate, editor_id=market.editor_id)


def _ship(rng: random.Random, order_id: UUID) -> None:
    """All at once, or sometimes in two parcels."""
    order = Order.objects.select_related("store").get(id=order_id)
    lines = list(OrderLine.objects.filter(order=order).order_by("position"))
    is_abroad = order.trade_mode != "domestic"
    parts: list[dict[UUID, int] | None] = [None]
    if len(lines) > 1 and rng.random() < 0.25:
        parts = [{lines[0].id: lines[0].quantity}, None]
    for part in parts:
        shipping.ship(
            store_id=order.store_id,
            order_id=order_id,
            carrier="ems" if is_abroad else rng.choice(_HOME_CARRIERS),
            tracking_number=f"DEMO{rng.randrange(10**12):012}",
            actor_id=order.store.merchant.owner_id,
            quantities=part,
        )


def _look(order_ids: Sequence[UUID]) -> None:
    for parcel_id in Parcel.objects.filter(order_id__in=order_ids, poll_at__isnull=False).values_list(
        "id", flat=True
    ):
        tracking.poll_parcel(parcel_id)
