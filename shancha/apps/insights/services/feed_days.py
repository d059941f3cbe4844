"""Measures how tidy the stream was on a day, and which class of content was read."""

from datetime import date, datetime, time, timedelta

from shancha.kit import sql
from shancha.kit.numbers import HOME_ZONE

_MEASURE = """
    with day as materialized (
        select kind, person, note_id, context from insights_event
        where at >= %(start)s and at < %(end)s and kind in ('impression', 'open', 'not_interested')
    ), seen as (
        select person, note_id, count(*) as times from day
        where kind = 'impression' and context ->> 'surface' = 'feed' group by person, note_id
    ), tabs as (
        select count(*) as cards, count(*) filter (
            where n.category_slug is distinct from d.context ->> 'category') as strays
        from day d join community_note n on n.id = d.note_id
        where d.kind = 'impression' and d.context ->> 'surface' = 'feed'
          and d.context ->> 'channel' = 'discover' and d.context ->> 'category' <> ''
    ), views as (
        select count(*) filter (where n.content_class = 'ugc') as ugc,
            count(*) filter (where n.content_class = 'pugc') as pugc,
            count(*) filter (where n.content_class = 'pgc') as pgc
        from day d join community_note n on n.id = d.note_id where d.kind = 'open'
    )
    insert into insights_feedday (day, cards, repeats, tab_cards, tab_strays, refusals, ugc_views,
        pugc_views, pgc_views)
    select %(day)s, coalesce((select sum(times) from seen), 0),
        coalesce((select sum(times - 1) from seen where person <> ''), 0), tabs.cards, tabs.strays,
        (select count(*) from day where kind = 'not_interested'), views.ugc, views.pugc, views.pgc
    from tabs, views
    on conflict (day) do update set cards = excluded.cards, repeats = excluded.repeats,
        tab_cards = excluded.tab_cards, tab_strays = excluded.tab_strays, refusals = excluded.refusals,
        ugc_views = excluded.ugc_views, pugc_views = excluded.pugc_views, pgc_views = excluded.pgc_views"""


def measure_day(day: date) -> None:
    """Counts a day in China anew from the event log; reads that day alone."""
    start = datetime.combine(day, time(), HOME_ZONE)
    sql.execute(_MEASURE, {"day": day, "start": start, "end": start + timedelta(days=1)})
