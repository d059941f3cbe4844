import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# What is on its way back already is followed from now on.
_FOLLOW = """
insert into orders_parcel
    (id, order_id, after_sale_id, carrier, tracking_number, status, shipped_at, poll_at)
select gen_random_uuid(), c.order_id, c.id, c.return_carrier, c.return_number, 'sent', c.updated_at, now()
from orders_aftersale c
where c.status = 'returning' and c.return_number <> ''
"""


class Migration(migrations.Migration):
    """Parcels in which goods come back are followed as those that were sent."""

    dependencies = [("orders", "0018_member_care")]

    operations = [
        migrations.AddField(
            "parcel",
            "after_sale",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.aftersale",
            ),
        ),
        migrations.RemoveConstraint("parcel", "orders_parcel_once"),
        migrations.AddConstraint(
            "parcel",
            models.UniqueConstraint(
                condition=Q(after_sale__isnull=True),
                fields=["order", "carrier", "tracking_number"],
                name="orders_parcel_once",
            ),
        ),
        migrations.RunSQL(_FOLLOW, migrations.RunSQL.noop),
    ]
