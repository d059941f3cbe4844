"""The notice that buyers of goods from abroad read before they tick it at checkout (商财发〔2018〕486号)."""

from pathlib import Path

from django.db import migrations
from django.utils import timezone

SEED = Path(__file__).parent / "seed_v1"


def add_notice(apps, schema_editor):
    apps.get_model("moderation", "Rule").objects.get_or_create(
        slug="cross-border-notice",
        version=1,
        defaults={
            "position": 6,
            "title_zh": "跨境商品消费者告知书",
            "title_en": "Notice to Buyers of Goods from Abroad",
            "body_zh": (SEED / "cross-border-notice.zh.md").read_text(encoding="utf-8"),
            "body_en": (SEED / "cross-border-notice.en.md").read_text(encoding="utf-8"),
            "must_accept": False,
            "effective_at": timezone.now(),
        },
    )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_second_readings")]
    operations = [migrations.RunPython(add_notice, migrations.RunPython.noop)]
