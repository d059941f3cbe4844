from django.db import migrations

# Credits that were made after their order was cancelled, refunded or settled waited for ever.
_REVERSE = """
update orders_credit c set returned = c.amount, status = 'reversed'
from orders_orderline l
where l.id = c.line_id and l.refunded_quantity >= l.quantity and c.status <> 'reversed'
"""
_KEEP = """
update orders_credit c set status = 'kept'
from orders_orderline l join orders_settlement t on t.order_id = l.order_id
where l.id = c.line_id and t.status = 'released' and c.status = 'pending'
"""


class Migration(migrations.Migration):
    """Credits follow the end of their orders."""

    dependencies = [("orders", "0014_shut_reviews")]

    operations = [
        migrations.RunSQL(_REVERSE, migrations.RunSQL.noop),
        migrations.RunSQL(_KEEP, migrations.RunSQL.noop),
    ]
