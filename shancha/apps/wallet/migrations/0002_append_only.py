"""What holds the ledger whatever the code does: nothing is changed, and every entry sums to zero."""

from django.db import migrations

FORWARD = """
create function wallet_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only' using errcode = 'restrict_violation';
end $$;

create trigger wallet_posting_kept before update or delete on wallet_posting
    for each row execute function wallet_refuse_change();
create trigger wallet_posting_whole before truncate on wallet_posting
    for each statement execute function wallet_refuse_change();
create trigger wallet_entry_kept before update or delete on wallet_entry
    for each row execute function wallet_refuse_change();
create trigger wallet_entry_whole before truncate on wallet_entry
    for each statement execute function wallet_refuse_change();

create function wallet_check_entry() returns trigger language plpgsql as $$
begin
    if exists (
        select from wallet_posting p join wallet_account a on a.id = p.account_id
        where p.entry_id = new.entry_id group by a.currency having sum(p.amount) <> 0
    ) then
        raise exception 'entry % does not sum to zero', new.entry_id using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger wallet_posting_balanced after insert on wallet_posting
    deferrable initially deferred for each row execute function wallet_check_entry();
"""

BACKWARD = """
drop trigger wallet_posting_balanced on wallet_posting;
drop trigger wallet_posting_kept on wallet_posting;
drop trigger wallet_posting_whole on wallet_posting;
drop trigger wallet_entry_kept on wallet_entry;
drop trigger wallet_entry_whole on wallet_entry;
drop function wallet_check_entry();
drop function wallet_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("wallet", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
