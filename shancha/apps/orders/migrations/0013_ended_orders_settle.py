from django.db import migrations

# Orders that were refunded whole before anybody had them kept what their store earned for ever.
_DUE = """
update orders_settlement t set hold_until = now()
from orders_order o
where o.id = t.order_id and o.status in ('closed', 'cancelled')
    and t.status in ('held', 'frozen') and t.hold_until is null
"""


class Migration(migrations.Migration):
    """What stores keep of orders that have ended is due."""

    dependencies = [("orders", "0012_address_contact")]

    operations = [migrations.RunSQL(_DUE, migrations.RunSQL.noop)]
