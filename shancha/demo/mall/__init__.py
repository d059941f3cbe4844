"""The demo's mall: stores, goods, deals, orders; built on the members and notes of the demo world."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.accounts.models import User
from shancha.apps.mall.services.heat import reckon_heat
from shancha.apps.mall.services.sales_counts import count_sales
from shancha.apps.orders.services.promise_counts import count_promises
from shancha.demo.mall import afterwards, catalogue, deals, goods, habits, meetings, stores, tagging, trade
from shancha.demo.mall.goods import Stocked
from shancha.demo.mall.pictures import Shelf, good_names
from shancha.demo.mall.timeline import Timeline
from shancha.demo.notes import Published

SEED = 20131111
_SMALL, _SMALL_BUYERS, _BUYERS = 90, 16, 36


@dataclass(frozen=True, slots=True)
class Shop:
    """The mall as it stands before anybody shops in it, and what chance goes on with."""

    rng: random.Random
    makings: goods.Makings
    stocked: list[Stocked]


def open_shop(people: list[User], *, since: datetime, until: datetime, small: bool) -> Shop:
    """Opens the stores and puts their goods on sale; needs nothing but the members."""
    rng = random.Random(SEED)
    shelf = Shelf(_editor(people).id)
    tree, brands = stores.build_tree(), stores.build_brands(shelf)
    makings = goods.Makings(stores.build(rng, people, shelf, since=since), brands, tree, shelf)
    stores.name_official(brands, makings.opened)
    articles = catalogue.articles(good_names(), count=_SMALL if small else catalogue.COUNT)
    stocked = goods.build(rng, articles, makings, since=since, until=until)
    stores.arrange_shelves(makings.opened)
    goods.prove_batches(rng, stocked, until=until)
    return Shop(rng, makings, stocked)


def build(
    people: list[User],
    published: Sequence[Published],
    shop: Shop,
    *,
    since: datetime,
    until: datetime,
    small: bool,
    say: Callable[[str], None],
) -> None:
    """Lets the members shop."""
    rng, makings, stocked = shop.rng, shop.makings, shop.stocked
    editor = _editor(people)
    about = tagging.build(rng, published, stocked)
    say(f"demo: {len(stocked)} goods, in {sum(map(len, about.values()))} places of notes; coupons and cards")
    coupons = deals.offer_coupons(makings, editor=editor, since=since)
    deals.sell_cards(rng, people, since=since, until=until)
    deals.claim_coupons(rng, people, coupons, until=until)
    on_flash = deals.set_flash_sales(rng, stocked, until=until)
    deals.arrange_home(makings)
    stores.follow(rng, people, makings.opened, until=until)
    habits.build(rng, people, stocked, until=until)
    market = trade.Market(
        shelves=_by_field(stocked),
        about=about,
        opinions=afterwards.Opinions(rng),
        editor_id=editor.id,
        authored=_authored(published, stocked, about),
        on_flash=on_flash,
        fields={each.product.id: each.article.field for each in stocked},
    )
    timeline = Timeline(until)
    buyers = people[: _SMALL_BUYERS if small else _BUYERS]
    planned = trade.plan(rng, timeline, buyers, market, until=until)
    say(f"demo: {planned} orders")
    timeline.add(afterwards.nights(since, until, list(makings.opened.values()), editor))
    timeline.run()
    meetings.build(people)
    goods.leave_work(rng, stocked, until=until)
    count_sales(since - timedelta(days=1))
    count_promises()
    reckon_heat()


def _editor(people: Sequence[User]) -> User:
    return next(person for person in people if person.is_operator)


def _by_field(stocked: Sequence[Stocked]) -> dict[str, list[Stocked]]:
    shelves: dict[str, list[Stocked]] = defaultdict(list)
    for each in stocked:
        shelves[each.article.field].append(each)
    return shelves


def _authored(
    published: Sequence[Published], stocked: Sequence[Stocked], about: dict[UUID, list[UUID]]
) -> list[tuple[UUID, Stocked]]:
    """Who wrote about which goods."""
    authors = {note.note_id: note.author.id for note in published}
    return [(authors[note_id], each) for each in stocked for note_id in about.get(each.product.id, ())]
