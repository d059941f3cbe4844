"""The event log, partitioned by month, with partitions for now and the months that follow."""

from django.db import migrations, models

import shancha.kit.clock
import shancha.kit.ids

TABLE = """
create table insights_event (
    id uuid not null,
    at timestamptz not null,
    kind varchar(20) not null,
    person varchar(40) not null default '',
    note_id uuid,
    subject_id uuid,
    ms integer,
    context jsonb not null default '{}',
    primary key (at, id)
) partition by range (at);
create index insights_event_person on insights_event (person, at desc) where person <> '';
create index insights_event_note on insights_event (note_id, kind, at) where note_id is not null;
create index insights_event_kind on insights_event (kind, at);
do $$
declare
    month timestamptz := date_trunc('month', now(), 'UTC');
begin
    for step in 0..2 loop
        execute format('create table insights_event_%s partition of insights_event for values from (%L) to (%L)',
            to_char(month at time zone 'UTC', 'YYYY_MM'), month,
            ((month at time zone 'UTC') + interval '1 month') at time zone 'UTC');
        month := ((month at time zone 'UTC') + interval '1 month') at time zone 'UTC';
    end loop;
end $$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.UUIDField(default=shancha.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=shancha.kit.clock.now, verbose_name="时间")),
                ("kind", models.CharField(max_length=20, verbose_name="类型")),
                ("person", models.CharField(blank=True, max_length=40, verbose_name="谁")),
                ("note_id", models.UUIDField(null=True, verbose_name="笔记")),
                ("subject_id", models.UUIDField(null=True, verbose_name="对象")),
                ("ms", models.PositiveIntegerField(null=True, verbose_name="毫秒")),
                ("context", models.JSONField(default=dict, verbose_name="情境")),
            ],
            options={
                "verbose_name": "事件",
                "verbose_name_plural": "事件日志",
                "db_table": "insights_event",
                "ordering": ["-at", "-id"],
                "managed": False,
            },
        ),
        migrations.RunSQL(TABLE, "drop table insights_event"),
    ]
