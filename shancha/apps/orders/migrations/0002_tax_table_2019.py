"""The rates and limits in force since 2019-01-01."""

from datetime import date

from django.db import migrations

RULES = {
    "order_limit": 500_000,
    "year_limit": 2_600_000,
    "share_bp": 7_000,
    "consumption": {
        "high_end_cosmetics": {
            "rate_bp": 1_500,
            "from_unit_price": {"ml": 1_000, "g": 1_000, "sheet": 1_500},
        }
    },
}
SOURCE = "财关税〔2016〕18号、财关税〔2018〕49号（单次 5000 元、年度 26000 元、70%）；财税〔2016〕103号（高档化妆品 15%）"


def seed(apps, schema_editor):
    apps.get_model("orders", "TaxTable").objects.create(
        version="cn-2019", effective_from=date(2019, 1, 1), rules=RULES, source=SOURCE
    )


def unseed(apps, schema_editor):
    apps.get_model("orders", "TaxTable").objects.filter(version="cn-2019").delete()


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]
    operations = [migrations.RunPython(seed, unseed)]
