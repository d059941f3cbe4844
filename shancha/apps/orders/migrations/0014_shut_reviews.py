from django.db import migrations, models

# What the fold hid in words stayed to be seen in pictures.
_SHUT = """
update community_asset a set is_open = false, is_kept = true
from orders_review r, jsonb_array_elements(r.pictures || r.follow_up_pictures) as p
where r.fold_reason in ('illegal', 'privacy') and a.id = (p ->> 'asset_id')::uuid
"""


class Migration(migrations.Migration):
    """A review may be folded for other clauses of the community rules; pictures of shut reviews are shut."""

    dependencies = [
        ("community", "0006_withheld_boards_and_announcements"),
        ("orders", "0013_ended_orders_settle"),
    ]

    operations = [
        migrations.AlterField(
            "review",
            "fold_reason",
            models.CharField(
                blank=True,
                choices=[
                    ("", "未折叠"),
                    ("irrelevant", "与商品无关"),
                    ("abuse", "辱骂攻击"),
                    ("advert", "广告引流"),
                    ("privacy", "泄露隐私"),
                    ("rewarded", "诱导好评"),
                    ("illegal", "法律禁止的内容"),
                    ("rules", "违反社区公约"),
                ],
                default="",
                max_length=12,
            ),
        ),
        migrations.RunSQL(_SHUT, migrations.RunSQL.noop),
    ]
