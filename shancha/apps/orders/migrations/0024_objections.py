import django.db.models.deletion
import shancha.kit.clock
from django.conf import settings
from django.db import migrations, models


# One column says both: an early refund that came to nothing was granted at no time.
_ONE = "update orders_aftersale set refunds_early_at = null where not refunds_early"


class Migration(migrations.Migration):
    """Objections to what came back after an early refund; when one was granted says that one was."""

    dependencies = [
        ('orders', '0023_duty'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(_ONE, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='aftersale',
            name='refunds_early',
        ),
        migrations.AlterField(
            model_name='aftersale',
            name='refunds_early_at',
            field=models.DateTimeField(help_text="when a member's return was granted a refund before it arrives", null=True),
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('after_sale', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='objection', serialize=False, to='orders.aftersale')),
                ('reason', models.CharField(choices=[('empty', '空包裹'), ('wrong_item', '不是原商品'), ('missing', '少件或缺配件'), ('damaged', '损坏或已使用'), ('not_arrived', '一直没有送达')], max_length=12)),
                ('amount', models.BigIntegerField()),
                ('status', models.CharField(choices=[('open', '待裁定'), ('upheld', '异议成立'), ('rejected', '异议不成立')], default='open', max_length=8)),
                ('granted', models.BigIntegerField(default=0)),
                ('paid', models.BigIntegerField(default=0)),
                ('ruling', models.CharField(blank=True, max_length=500)),
                ('ruled_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(help_text='when operators are reminded of the ruling', null=True)),
                ('created_at', models.DateTimeField(default=shancha.kit.clock.now)),
                ('settled_at', models.DateTimeField(help_text='when the buyer had given all of it back', null=True)),
                ('buyer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ruled_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'orders_objection',
                'indexes': [models.Index(condition=models.Q(('status', 'open')), fields=['status'], name='orders_objection_open'), models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='orders_objection_due'), models.Index(condition=models.Q(('paid__lt', models.F('granted'))), fields=['buyer'], name='orders_objection_owed')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('granted__gte', 0), ('paid__gte', 0), ('granted__lte', models.F('amount')), ('paid__lte', models.F('granted'))), name='orders_objection_amounts')],
            },
        ),
    ]
