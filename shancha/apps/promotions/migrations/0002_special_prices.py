from django.db import migrations

# Sales of before this table: those that began before they ended.
FLASH = """
insert into mall_specialprice (id, reference_id, product_id, variant_id, price, starts_at, ends_at)
select uuidv7(), f.id, v.product_id, v.id, i.price, f.starts_at, f.ends_at
from promotions_flashitem i join promotions_flashsale f on f.id = i.sale_id
join mall_variant v on v.id = i.variant_id
where f.status in ('ready', 'over') and f.ends_at > f.starts_at + interval '1 second'
on conflict do nothing
"""


class Migration(migrations.Migration):

    dependencies = [
        ('mall', '0009_lowest_prices'),
        ('promotions', '0001_initial'),
    ]

    operations = [migrations.RunSQL(FLASH, migrations.RunSQL.noop)]
