from django.db import migrations, models
from django.db.models import F, Q

# Until now only what was not sent could be refunded before all was sent.
_COUNT = """
update orders_orderline set cancelled_quantity = least(refunded_quantity, quantity - shipped_quantity)
where refunded_quantity > 0
"""


class Migration(migrations.Migration):
    """Refunded pieces that were never sent are told from those that came back."""

    dependencies = [("orders", "0015_credits_of_what_ended")]

    operations = [
        migrations.AddField(
            "orderline", "cancelled_quantity", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.RunSQL(_COUNT, migrations.RunSQL.noop),
        migrations.RemoveConstraint("orderline", "orders_line_refunded_within"),
        migrations.AddConstraint(
            "orderline",
            models.CheckConstraint(
                condition=Q(
                    shipped_quantity__lte=F("quantity") - F("cancelled_quantity"),
                    refunded_quantity__lte=F("quantity"),
                    cancelled_quantity__lte=F("refunded_quantity"),
                    refunded_amount__gte=0,
                    refunded_amount__lte=F("payable_amount") + F("wallet_amount") + F("points_amount"),
                ),
                name="orders_line_refunded_within",
            ),
        ),
    ]
