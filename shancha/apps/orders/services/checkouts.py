"""A checkout: begun from the cart or from one product, changed, looked at, taken up again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.orders.errors import (
    AddressNotFoundError,
    CheckoutEmptyError,
    CheckoutIncompleteError,
    CheckoutNotFoundError,
    CheckoutPlacedError,
    IdentityNotFoundError,
)
from shancha.apps.orders.models import Address, BuyerIdentity, Checkout
from shancha.apps.orders.queries.goods import BUYABLE_SQL, JOINS_SQL
from shancha.apps.orders.services.quoting import Reckoning, Wanted, reckon
from shancha.apps.promotions.pricing import Choice
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

KEPT = timedelta(hours=24)
MAX_REMARK = 200
# The notice that buyers of goods from abroad tick (商财发〔2018〕486号); a new text has a new version.
CROSS_BORDER_NOTICE = "2026-01"


# One statement: takes the lines and the default address into a new checkout and reads both back. The lines
# are materialized, or they would be gathered for the condition once more.
_BEGIN = """
with picked as materialized (select {lines} as lines)
insert into orders_checkout (id, user_id, source, lines, address_id, choices, created_at, expires_at)
select %(id)s, %(user)s, %(source)s, picked.lines,
    (select a.id from orders_address a where a.user_id = %(user)s and a.is_default),
    '{{"coupons": "best"}}', %(now)s, %(expires)s
from picked where picked.lines is not null
returning lines::text, (select row_to_json(a)::text from orders_address a where a.id = address_id)
"""
_CART_LINES = f"""(
    select jsonb_agg(jsonb_build_object('cart_line_id', l.id, 'variant_id', l.variant_id,
        'quantity', l.quantity, 'touch', l.touch) order by l.added_at desc, l.id desc)
    from orders_cartline l {JOINS_SQL}
    where l.user_id = %(user)s and case when %(chosen)s::uuid[] is null
        then l.is_selected and {BUYABLE_SQL} and offer.free > 0
        else l.id = any(%(chosen)s::uuid[]) end)"""  # noqa: S608 - texts of ours
_FROM_CART = _BEGIN.format(lines=_CART_LINES)
_NOW = _BEGIN.format(lines="%(lines)s::jsonb")


def begin_from_cart(*, user_id: UUID, line_ids: Sequence[UUID] | None = None) -> Checkout:
    """Starts a checkout of the cart's lines: of those named, else of the selected ones that can be bought
    now. Raises CheckoutEmptyError."""
    chosen = list(line_ids) if line_ids is not None else None
    return _begin(_FROM_CART, user_id, Checkout.Source.CART, chosen=chosen)


def begin_now(*, user_id: UUID, variant_id: UUID, quantity: int, touch: dict[str, Any]) -> Checkout:
    """Starts a checkout of one product without touching the cart."""
    line = {"cart_line_id": None, "variant_id": variant_id, "quantity": quantity, "touch": touch}
    return _begin(_NOW, user_id, Checkout.Source.NOW, lines=orjson.dumps([line], default=str).decode())


def _begin(statement: str, user_id: UUID, source: str, **values: Any) -> Checkout:
    checkout = Checkout(user_id=user_id, source=source, choices={"coupons": "best"}, expires_at=now() + KEPT)
    facts = {
        "id": checkout.id,
        "user": user_id,
        "source": str(source),
        "now": checkout.created_at,
        "expires": checkout.expires_at,
    }
    rows = sql.fetch_rows(statement, facts | values)
    if not rows:
        raise CheckoutEmptyError
    checkout.lines = orjson.loads(rows[0][0])
    checkout.address = _address(rows[0][1])
    return checkout


@transaction.atomic
def change_checkout(*, user_id: UUID, checkout_id: UUID, **changes: Any) -> Checkout:
    """Changes what the buyer chose: `address_id`, `identity_id`, `coupons` ("best" or claim ids), `points`,
    `use_wallet`, `remarks` by store, `delivery`, `invoice`, `consents`, and `quantity` where it is of one
    product. Raises CheckoutNotFoundError, CheckoutPlacedError, AddressNotFoundError, IdentityNotFoundError,
    CheckoutIncompleteError."""
    checkout = get_checkout(user_id=user_id, checkout_id=checkout_id, lock=True)
    if "address_id" in changes:
        checkout.address = Address.objects.filter(id=changes.pop("address_id"), user_id=user_id).first()
        if checkout.address is None:
            raise AddressNotFoundError
    if changes.get("identity_id") and not _has_identity(user_id, changes["identity_id"]):
        raise IdentityNotFoundError
    quantity = changes.pop("quantity", None)
    if quantity and checkout.source == Checkout.Source.NOW:
        checkout.lines[0]["quantity"] = quantity
    if "remarks" in changes:
        changes["remarks"] = _remarks(changes["remarks"])
    if changes.get("invoice"):
        changes["invoice"] = check_invoice(**changes["invoice"], within="invoice.")
    checkout.choices |= {name: _plain(value) for name, value in changes.items()}
    Checkout.objects.filter(id=checkout_id).update(
        lines=checkout.lines, address=checkout.address, choices=checkout.choices
    )
    return checkout


_READ = """
select c.source, c.lines::text, c.choices::text, c.order_group_id, c.expires_at, row_to_json(a)::text
from orders_checkout c left join orders_address a on a.id = c.address_id
where c.id = %s and c.user_id = %s
"""


def get_checkout(*, user_id: UUID, checkout_id: UUID, lock: bool = False) -> Checkout:
    """A member's own checkout that can still be placed. Raises CheckoutNotFoundError (also when it lapsed),
    and CheckoutPlacedError with the group's id."""
    rows = sql.fetch_rows(_READ + ("for no key update of c" if lock else ""), [checkout_id, user_id])
    if not rows:
        raise CheckoutNotFoundError
    source, lines, choices, order_group_id, expires_at, address = rows[0]
    if order_group_id:
        raise CheckoutPlacedError(extra={"group_id": str(order_group_id)})
    if expires_at <= now():
        raise CheckoutNotFoundError
    return Checkout(
        id=checkout_id,
        user_id=user_id,
        source=source,
        lines=orjson.loads(lines),
        address=_address(address),
        choices=orjson.loads(choices),
        expires_at=expires_at,
    )


def _address(stored: str | None) -> Address | None:
    """From the row as JSON."""
    if stored is None:
        return None
    values = orjson.loads(stored)
    names = ("contact", "region_code", "province", "city", "district", "tag", "is_default")
    return Address(
        id=UUID(values["id"]),
        user_id=UUID(values["user_id"]),
        **{name: values[name] for name in names},
    )


def wanted_of(checkout: Checkout) -> list[Wanted]:
    """What the checkout is about."""
    return [
        Wanted(
            UUID(line["variant_id"]),
            line["quantity"],
            UUID(line["cart_line_id"]) if line["cart_line_id"] else None,
            line["touch"],
        )
        for line in checkout.lines
    ]


def reckon_checkout(checkout: Checkout) -> Reckoning:
    """What it costs at this moment, as the buyer has chosen so far."""
    choices, address = checkout.choices, checkout.address
    coupons = choices.get("coupons", "best")
    return reckon(
        user_id=checkout.user_id,
        wanted=wanted_of(checkout),
        province=address.region_code[:2] if address else "",
        choice=Choice(
            coupons=coupons if coupons == "best" else tuple(UUID(each) for each in coupons),
            points=choices.get("points", 0),
            use_wallet=choices.get("use_wallet", False),
        ),
    )


def forget_checkouts() -> int:
    """Removes those that lapsed without an order; returns how many."""
    return sql.execute(
        "delete from orders_checkout where order_group_id is null and expires_at < %s", [now() - KEPT]
    )


def check_invoice(
    *, kind: str, title: str, tax_number: str = "", email: str = "", within: str = ""
) -> dict[str, str]:
    """The invoice as it will be asked for. A company's needs its 18-character number (GB 32100). Raises
    CheckoutIncompleteError, naming the fields as they stand `within` what was sent."""
    title, tax_number = clean_line(title), tax_number.strip().upper()
    problems = {}
    if not 1 <= len(title) <= 100:
        problems["title"] = bilingual("请填写发票抬头", "Give the title of the invoice")
    if kind == "company" and not (len(tax_number) == 18 and tax_number.isalnum() and tax_number.isascii()):
        problems["tax_number"] = bilingual("请填写 18 位纳税人识别号", "18 letters and digits")
    if email and ("@" not in email or len(email) > 200):
        problems["email"] = bilingual("邮箱不正确", "Not an e-mail address")
    if problems:
        raise CheckoutIncompleteError(fields={within + name: text for name, text in problems.items()})
    return {"kind": kind, "title": title, "tax_number": tax_number, "email": email}


def _has_identity(user_id: UUID, identity_id: UUID) -> bool:
    return BuyerIdentity.objects.filter(id=identity_id, user_id=user_id, removed_at=None).exists()


def _remarks(remarks: dict[str, str]) -> dict[str, str]:
    clean = {str(store_id): clean_line(text) for store_id, text in remarks.items()}
    if any(len(text) > MAX_REMARK for text in clean.values()):
        message = bilingual(f"最多 {MAX_REMARK} 个字", f"At most {MAX_REMARK} characters")
        raise CheckoutIncompleteError(fields={"remarks": message})
    return {store_id: text for store_id, text in clean.items() if text}


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return value
