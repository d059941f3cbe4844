"""What members do in the mall besides buying: wish, fill baskets, ask for what isn't there."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from shancha.apps.accounts.models import User
from shancha.apps.mall.services import wants, wishes
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.services import carts
from shancha.demo import logins
from shancha.demo.mall.goods import Stocked
from shancha.kit.clock import held_at

_WANTED = ("无糖豆乳", "左手剪刀", "猫用跑步机", "大码瑜伽垫", "手摇咖啡磨", "儿童雨靴", "拉面碗", "草本驱蚊")
_LISTS = (("想给妈妈买的", "慢慢挑"), ("露营清单", ""), ("生日愿望", "被看到就好"))


def build(rng: random.Random, people: Sequence[User], stocked: Sequence[Stocked], *, until: datetime) -> None:
    """Wish lists of most, baskets of many, wants of some."""
    for number, person in enumerate(people):
        is_shown = person.handle in logins.HANDLES
        with held_at(until - timedelta(hours=rng.randint(1, 400))):
            _wish(rng, person, stocked, rng.randint(6, 12) if is_shown else rng.choice((0, 1, 3, 5)), number)
        with held_at(until - timedelta(minutes=rng.randint(5, 3000))):
            for each in rng.sample(list(stocked), 6 if is_shown else rng.choice((0, 0, 1, 2, 3))):
                _put_into_basket(rng, person, each)
        if number % 3 == 0:
            with held_at(until - timedelta(hours=rng.randint(3, 500))):
                wants.want(user_id=person.id, source="search", words=rng.choice(_WANTED))


def _wish(rng: random.Random, person: User, stocked: Sequence[Stocked], count: int, number: int) -> None:
    chosen = rng.sample(list(stocked), count)
    own = None
    if count > 3:
        name, note = _LISTS[number % len(_LISTS)]
        own = wishes.create_list(owner_id=person.id, name=name, note=note).id
    for place, each in enumerate(chosen):
        wishes.put_wish(
            owner_id=person.id, product_id=each.product.id, list_id=own if own and place % 3 == 0 else None
        )


def _put_into_basket(rng: random.Random, person: User, each: Stocked) -> None:
    variant = rng.choice(each.stocked_variants)
    carts.add_to_cart(owner=CartOwner(person.id, ""), variant_id=variant.id, quantity=rng.choice((1, 1, 2)))
