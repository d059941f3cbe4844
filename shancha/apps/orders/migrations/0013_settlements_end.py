from django.db import migrations

# Orders of which all went back before they were received never got an end of their hold.
HOLDS = """
update orders_settlement s set hold_until = now() from orders_order o
where o.id = s.order_id and o.status in ('closed', 'cancelled') and s.status in ('held', 'frozen')
    and s.hold_until is null
"""
# Orders that were cancelled before their notes were credited.
CREDITS = """
update orders_credit c set returned = c.amount, status = 'reversed'
from orders_orderline l join orders_order o on o.id = l.order_id
where l.id = c.line_id and o.status = 'cancelled' and c.status = 'pending'
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0012_address_contact")]

    operations = [
        migrations.RunSQL(HOLDS, migrations.RunSQL.noop),
        migrations.RunSQL(CREDITS, migrations.RunSQL.noop),
    ]
