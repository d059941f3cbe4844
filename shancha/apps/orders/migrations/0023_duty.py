"""Rates of duty for the single article above the limit of an order.

They are the rates for most-favoured nations (最惠国税率) of 中华人民共和国进出口税则 for what the demo sells and
may cost so much, as they stand since the consumer goods' cut of 税委会公告2018年第4号 (from 2018-07-01) and the
zero rates of the ITA. TO BE CHECKED by who runs a shop before such an article is sold: the tariff is set anew
every year, lower provisional and treaty rates by origin are not in it, and a rate once put to use is never
changed but followed by another table. Codes that are not named stay refused (`orders.duty_unknown`).
"""

from datetime import date

from django.db import migrations

VERSION = "cn-2026-unchecked"
# Basis points, by the leading digits of an HS code.
DUTY = {
    "3303": 300,  # perfume
    "330410": 500,  # lips
    "330420": 500,  # eyes
    "330491": 500,  # powders
    "330499": 100,  # skin care
    "420211": 600,  # cases of leather
    "420221": 600,  # handbags of leather
    "4901": 0,  # books
    "711311": 800,  # jewellery of silver
    "8471": 0,  # computers and what goes with them
    "850440": 0,  # chargers
    "851762": 0,  # what transmits data
    "851830": 0,  # headphones
    "852589": 0,  # cameras
    "9503": 0,  # toys
}
SOURCE = (
    "【待核对】限额与综合税率同 cn-2019；关税为《中华人民共和国进出口税则》最惠国税率"
    "（税委会公告2018年第4号起）。未含暂定税率、协定税率；销售超限单件商品前请逐项核对当年税则，有出入时新增一版"
)


def seed(apps, schema_editor):
    """Follows the seeded table; where operators have set one of their own, theirs holds on."""
    table = apps.get_model("orders", "TaxTable")
    known = list(table.objects.all()[:2])
    if [each.version for each in known] == ["cn-2019"]:
        rules = {**known[0].rules, "duty": DUTY}
        table.objects.create(version=VERSION, effective_from=date(2026, 1, 1), rules=rules, source=SOURCE)


def unseed(apps, schema_editor):
    apps.get_model("orders", "TaxTable").objects.filter(version=VERSION).delete()


class Migration(migrations.Migration):
    dependencies = [("orders", "0022_early_refunds_and_offers")]
    operations = [migrations.RunPython(seed, unseed)]
