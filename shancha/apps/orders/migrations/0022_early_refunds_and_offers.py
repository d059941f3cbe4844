from django.db import migrations, models

# An early refund that is no longer one, or never came, counts nothing.
_ONLY_EARLY = """
update orders_aftersale set refunds_early = false
where refunds_early and (received_at is not null or status not in ('returning', 'refunding', 'done'))
"""
_STAMP = "update orders_aftersale set refunds_early_at = created_at where refunds_early"
# What no carrier has seen yet is waited for as other returns are.
_WAIT = """
update orders_aftersale c set due_at = p.shipped_at + interval '10 days' from orders_parcel p
where c.status = 'returning' and c.refunds_early and p.after_sale_id = c.id and not p.to_buyer
    and not exists (
        select 1 from orders_trackingevent e where e.parcel_id = p.id and e.at >= p.shipped_at)
"""
_FIRST_DEADLINE = """
update orders_aftersale set answer_by = case
    when refund_offered_at is null and exchange_offered_at is null then due_at
    else created_at + interval '48 hours' end
where status = 'requested'
"""


class Migration(migrations.Migration):
    """When early refunds were granted; the first deadline of an answer, and what offers were declined."""

    dependencies = [("orders", "0021_review_filters")]

    operations = [
        migrations.AddField(
            "aftersale",
            "answer_by",
            models.DateTimeField(help_text="until when the store has to answer at first", null=True),
        ),
        migrations.AddField(
            "aftersale",
            "exchange_declined",
            models.BooleanField(default=False, help_text="at the present step"),
        ),
        migrations.AddField(
            "aftersale",
            "refund_declined",
            models.BooleanField(default=False, help_text="at the present step"),
        ),
        migrations.AddField(
            "aftersale",
            "refunds_early_at",
            models.DateTimeField(help_text="when an early refund was granted", null=True),
        ),
        migrations.AlterField(
            "aftersale",
            "refunds_early",
            models.BooleanField(
                default=False, help_text="a member's return: may be, or was, before it arrives"
            ),
        ),
        *(
            migrations.RunSQL(statement, migrations.RunSQL.noop)
            for statement in (_ONLY_EARLY, _STAMP, _WAIT, _FIRST_DEADLINE)
        ),
    ]
