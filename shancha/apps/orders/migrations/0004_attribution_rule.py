"""The first rule by which notes are credited with sales."""

from datetime import UTC, datetime

from django.db import migrations

WEIGHTS = {"impression": 1, "open": 4, "tag": 10, "cart": 20}


def seed(apps, _schema):
    apps.get_model("orders", "AttributionRule").objects.create(
        version=1, window_days=30, weights=WEIGHTS, active_from=datetime(2026, 1, 1, tzinfo=UTC)
    )


def unseed(apps, _schema):
    apps.get_model("orders", "AttributionRule").objects.filter(version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_aftersales")]

    operations = [migrations.RunPython(seed, unseed)]
