"""The ledger only grows: a trigger refuses changes and deletions."""

from django.db import migrations

FORWARD = """
create function moderation_ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the moderation ledger is append-only' using errcode = 'restrict_violation';
end $$;
create trigger moderation_ledger_append_only before update or delete on moderation_ledgerentry
    for each row execute function moderation_ledger_is_append_only();
"""
BACKWARD = """
drop trigger moderation_ledger_append_only on moderation_ledgerentry;
drop function moderation_ledger_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
