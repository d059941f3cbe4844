"""The example of docs/pricing.md is what the engine says."""

from pathlib import Path
from uuid import UUID

from shancha.apps.promotions.pricing import Basket, Buyer, Choice, HeldCoupon, Line, Parcel, quote
from shancha.kit.money import part

DOC = Path(__file__).resolve().parents[4] / "docs" / "pricing.md"
A, B = UUID(int=1), UUID(int=2)


def _line(key, store, **fields):
    ids = {"variant_id": store, "product_id": store, "store_id": store, "warehouse_id": store}
    return Line(key=key, category_ids=(), **ids, **fields)


def _coupon(number, **fields):
    return HeldCoupon(claim_id=UUID(int=number), coupon_id=UUID(int=number), **fields)


def test_the_printed_example():
    vases = _line("vases", A, price=12_000, member_price=11_000, quantity=2)
    toner = _line("toner", B, price=28_000, quantity=1, trade_mode="bonded")
    basket = Basket(
        lines=(vases, toner),
        parcels=(Parcel(vases.parcel, base_freight=1_000), Parcel(toner.parcel, base_freight=2_000)),
        coupons=(
            _coupon(11, kind="amount", stack_group="store", value=3_000, threshold=20_000, store_id=A),
            _coupon(12, kind="percent", stack_group="platform", value=1_000),
            _coupon(13, kind="freight", stack_group="freight", value=1_200),
        ),
    )
    buyer = Buyer(is_member=True, free_deliveries=1, points_multiplier_bp=20_000, points=9_000)
    given = quote(
        basket, buyer, Choice(points=5_000), tax=lambda lines: [part(line.base, 910) for line in lines]
    )
    rows = {
        "goods": ("goods_amount", 1),
        "store coupon": ("store_discount", -1),
        "platform coupon": ("platform_discount", -1),
        "delivery": ("freight_amount", 1),
        "free delivery, freight coupon": ("freight_discount", -1),
        "tax": ("tax_amount", 1),
        "points": ("points_amount", -1),
        "to pay": ("payable_amount", 1),
    }
    text = DOC.read_text()
    for label, (name, sign) in rows.items():
        amounts = [sign * getattr(each, name) / 100 for each in (*given.lines, given)]
        printed = " | ".join(f"{amount or 0:.2f}" for amount in amounts)
        assert f"| {label} | {printed} |" in text
    assert given.points_reward == 746
