"""Tax on goods from abroad: the published check values, borders of classes and limits."""

import json
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.orders.models import TaxTable
from shancha.apps.orders.queries.limits import rules_on
from shancha.apps.orders.taxes import TaxRules, exceeds_order_limit, lacks_duty, line_tax, order_taxes
from shancha.apps.promotions.pricing.types import TaxedLine, TaxFacts
from shancha.kit.numbers import home_date

COSMETICS = "high_end_cosmetics"


@pytest.fixture
def rules(db: None) -> TaxRules:
    """The table in force today."""
    return rules_on(home_date())


def line(
    price: int, *, quantity: int = 1, freight: int = 0, kind: str = COSMETICS, amount: int | None = 100
) -> TaxedLine:
    facts = TaxFacts(consumption_tax=kind, content_amount=amount, content_unit="ml")
    return TaxedLine(str(uuid.uuid4()), price, quantity, price * quantity + freight, facts)


def test_published_values(rules: TaxRules):
    toner = line_tax(rules, line(28_000, amount=200))
    assert (toner.consumption, toner.payable) == (0, 2_548)  # 1.40 a ml: not high-end, 9.1 %
    serum = line_tax(rules, line(68_000, amount=30))
    assert (serum.consumption, serum.vat, serum.payable) == (12_000, 10_400, 15_680)  # 23.06 %


def test_the_class_begins_at_ten_yuan_a_millilitre(rules: TaxRules):
    assert line_tax(rules, line(29_999, amount=30)).consumption == 0
    assert line_tax(rules, line(30_000, amount=30)).consumption == 5_294
    assert line_tax(rules, line(30_000, amount=None)).consumption == 5_294  # nobody stated the content
    sheets = TaxedLine("x", 7_499, 1, 7_499, TaxFacts(1300, COSMETICS, 5, "sheet"))
    assert line_tax(rules, sheets).consumption == 0
    dear = TaxedLine("x", 7_500, 1, 7_500, TaxFacts(1300, COSMETICS, 5, "sheet"))
    assert line_tax(rules, dear).consumption > 0


def test_freight_is_taxed_but_does_not_change_the_class(rules: TaxRules):
    assert line_tax(rules, line(29_999, amount=30, freight=1_000)).consumption == 0
    assert line_tax(rules, line(10_000, kind="none", freight=1_000)).payable == 1_001


def test_a_single_dearer_article_pays_in_full(rules: TaxRules):
    within = order_taxes(rules, [line(500_000, kind="none")])[0]
    assert (within.payable, within.is_full) == (45_500, False)
    above = order_taxes(rules, [line(500_001, kind="none")])[0]
    assert (above.duty, above.payable, above.is_full) == (0, 65_000, True)
    assert not exceeds_order_limit(rules, [line(500_001)])
    assert exceeds_order_limit(rules, [line(250_001, quantity=2)])
    assert exceeds_order_limit(rules, [line(250_001), line(250_000)])
    assert not exceeds_order_limit(rules, [line(250_000), line(250_000)])


def test_operators_bring_rates_of_duty_as_a_file(api, rules: TaxRules):
    operator, page = api(make_user(is_operator=True)), "/admin/orders/taxtable/add/"
    shown = operator.get(page).content.decode()
    assert "order_limit" in shown, "it begins as the latest one stands"
    latest = TaxTable.objects.get(version="cn-2026-unchecked").rules
    day = home_date() + timedelta(days=1)
    form = {"version": "cn-next", "effective_from": f"{day}", "source": "税则 2027，核对于 2026-12-20"}

    def give(text: str) -> str:
        file = SimpleUploadedFile("duty.csv", text.encode("utf-8-sig"), "text/csv")
        body = {**form, "rules": json.dumps(latest), "duty_file": file}
        return str(operator.post(page, body).content.decode())

    bad = give("HS 编码,税率\n4202.21.00,6.555\n皮包,6\n9102,12\n9102,13\n9103,101\n")
    for place in (2, 3, 5, 6):
        assert f"第 {place} 行" in bad
    assert "文件里没有税率" in give("HS 编码,税率\n")
    assert not TaxTable.objects.filter(version="cn-next").exists()
    give("HS 编码,税率,品名\n4202.21.00,6.5%,皮革手提包\n9102,12.5,手表\n9503,,\n")
    table = TaxTable.objects.get(version="cn-next")
    assert table.source == form["source"]
    assert {code: table.rules["duty"].get(code) for code in ("42022100", "9102", "9503", "3303")} == {
        "42022100": 650,
        "9102": 1_250,
        "9503": None,
        "3303": 300,
    }
    assert TaxTable.objects.get(version="cn-2026-unchecked").rules == latest, "what was used stays"
    assert rules_on(home_date()).version != "cn-next"
    assert rules_on(day).duty["9102"] == 1_250
    fixed = f"/admin/orders/taxtable/{table.version}/change/"
    assert "duty_file" not in operator.get(fixed).content.decode()


def test_clients_are_told_what_holds_today(api, rules: TaxRules):
    told = {"version": rules.version, "order_limit": 500_000, "year_limit": 2_600_000, "share_bp": 7_000}
    assert api().get("/import-rules").json() == told


def dear(price: int, hs_code: str, kind: str = "none") -> TaxedLine:
    facts = TaxFacts(consumption_tax=kind, content_amount=Decimal(1), content_unit="ml", hs_code=hs_code)
    return TaxedLine("x", price, 1, price, facts)


def test_a_dearer_article_owes_duty_which_the_other_taxes_are_reckoned_upon():
    rules = TaxRules.load("t", {**RULES, "duty": {"4202": 1_000, "420221": 600, "3304": 200, "8471": 0}})
    bag = order_taxes(rules, [dear(1_000_000, "4202.21.00.10")])[0]
    # 10,000.00 * 6 % = 600.00; (10,000 + 600) * 13 % = 1,378.00
    assert (bag.duty, bag.consumption, bag.vat, bag.payable) == (60_000, 0, 137_800, 197_800)
    other = order_taxes(rules, [dear(1_000_000, "4202390000")])[0]
    assert (other.duty, other.vat) == (100_000, 143_000)
    cream = order_taxes(rules, [dear(850_000, "3304990099", COSMETICS)])[0]
    # 8,500 * 2 % = 170.00; 8,670 / 85 % * 15 % = 1,530.00; (8,500 + 170 + 1,530) * 13 % = 1,326.00
    assert (cream.duty, cream.consumption, cream.vat) == (17_000, 153_000, 132_600)
    assert cream.payable == 302_600
    free = order_taxes(rules, [dear(1_000_000, "8471300000")])[0]
    assert (free.duty, free.payable) == (0, 130_000)
    within = order_taxes(rules, [dear(500_000, "4202210010")])[0]
    assert (within.duty, within.payable) == (0, 45_500)
    assert lacks_duty(rules, [dear(500_001, "9102")])
    assert lacks_duty(rules, [dear(500_001, "")])
    assert not lacks_duty(rules, [dear(500_000, "9102")])
    assert not lacks_duty(rules, [dear(500_001, "8471300000")])


@given(price=st.integers(1, 5_000_000), quantity=st.integers(1, 99), amount=st.integers(1, 1000))
def test_tax_is_whole_and_within_the_rates(price: int, quantity: int, amount: int):
    rules = TaxRules.load("t", {**RULES})
    tax = line_tax(rules, line(price, quantity=quantity, amount=amount))
    base = Decimal(price * quantity)
    rate = Decimal("0.2306") if tax.consumption else Decimal("0.091")
    assert abs(tax.payable - base * rate) <= base * Decimal("0.0001") + 2


RULES = {
    "order_limit": 500_000,
    "year_limit": 2_600_000,
    "share_bp": 7_000,
    "consumption": {COSMETICS: {"rate_bp": 1_500, "from_unit_price": {"ml": 1_000, "g": 1_000}}},
}
