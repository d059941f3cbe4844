"""The first version of the platform's rules and terms. Operators publish later ones in the back office."""

from pathlib import Path

from django.db import migrations
from django.utils import timezone

SEED = Path(__file__).parent / "seed_v1"
RULES = [
    ("community-rules", "社区公约", "Community Rules", True),
    ("user-agreement", "用户协议", "User Agreement", True),
    ("privacy-policy", "隐私政策", "Privacy Policy", True),
    ("report-promise", "举报处理说明", "How We Handle Reports", False),
    ("minors-protection", "未成年人保护", "Protection of Minors", False),
]


def add_rules(apps, schema_editor):
    rule = apps.get_model("moderation", "Rule")
    for position, (slug, title_zh, title_en, must_accept) in enumerate(RULES, start=1):
        rule.objects.get_or_create(
            slug=slug,
            version=1,
            defaults={
                "position": position,
                "title_zh": title_zh,
                "title_en": title_en,
                "body_zh": (SEED / f"{slug}.zh.md").read_text(encoding="utf-8"),
                "body_en": (SEED / f"{slug}.en.md").read_text(encoding="utf-8"),
                "must_accept": must_accept,
                "effective_at": timezone.now(),
            },
        )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_words")]
    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
