"""Measures how tidy the stream was on a day, and which class of content was read."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from shancha.apps.insights.models import FeedDay
from shancha.kit import sql
from shancha.kit.numbers import HOME_ZONE

# So far back are days measured later on which no worker ran.
CATCH_UP = timedelta(days=14)

# What was refused and not taken back that day.
_DAY = """
    with day as materialized (
        select id, at, kind, person, note_id, context from insights_event
        where at >= %(start)s and at < %(end)s
          and kind in ('impression', 'open', 'not_interested', 'not_interested_undo')
    ), refused as materialized (
        select person, note_id from (
            select distinct on (person, note_id) person, note_id, kind from day
            where kind in ('not_interested', 'not_interested_undo')
            order by person, note_id, at desc, id desc) last
        where kind = 'not_interested'
    )"""
_MEASURE = f"""{_DAY}, seen as (
        select person, note_id, count(*) as times from day
        where kind = 'impression' and context ->> 'surface' = 'feed' group by person, note_id
    ), views as (
        select count(*) filter (where n.content_class = 'ugc') as ugc,
            count(*) filter (where n.content_class = 'pugc') as pugc,
            count(*) filter (where n.content_class = 'pgc') as pgc
        from day d join community_note n on n.id = d.note_id where d.kind = 'open'
    )
    insert into insights_feedday (day, cards, repeats, refusals, ugc_views, pugc_views, pgc_views)
    select %(day)s, coalesce((select sum(times) from seen), 0),
        coalesce((select sum(times - 1) from seen where person <> ''), 0),
        (select count(*) from refused), views.ugc, views.pugc, views.pgc
    from views
    on conflict (day) do update set cards = excluded.cards, repeats = excluded.repeats,
        refusals = excluded.refusals, ugc_views = excluded.ugc_views,
        pugc_views = excluded.pugc_views, pgc_views = excluded.pgc_views"""  # noqa: S608 - a constant of ours
_MEASURE_TABS = f"""{_DAY}
    insert into insights_feedtabday (day, category, cards, strays)
    select %(day)s, c.slug, count(*),
        count(distinct (r.person, r.note_id)) filter (where r.note_id is not null)
    from day d join community_category c on c.slug = d.context ->> 'category'
    left join refused r on r.person = d.person and r.note_id = d.note_id
    where d.kind = 'impression' and d.context ->> 'surface' = 'feed' and d.context ->> 'channel' = 'discover'
    group by c.slug
    on conflict (day, category) do update set cards = excluded.cards, strays = excluded.strays"""  # noqa: S608 - a constant of ours


@transaction.atomic
def measure_day(day: date) -> None:
    """Counts a day in China anew from the event log; reads that day alone."""
    start = datetime.combine(day, time(), HOME_ZONE)
    parameters = {"day": day, "start": start, "end": start + timedelta(days=1)}
    sql.execute(_MEASURE, parameters)
    sql.execute(_MEASURE_TABS, parameters)


def measure_until(last: date) -> None:
    """Measures this day, and before it those since the latest measured one, of the past two weeks."""
    known = FeedDay.objects.filter(day__lt=last).order_by("-day").values_list("day", flat=True).first()
    day = max(known + timedelta(days=1), last - CATCH_UP) if known else last
    while day <= last:
        measure_day(day)
        day += timedelta(days=1)
