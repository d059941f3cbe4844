"""Which notes are about which goods and brands, counted; how they judge; who of their authors bought the
goods; and the mark 广告 that follows.

A note carries the mark when one can buy through it (it names a product or variant that is or was on sale),
when it is a declared paid cooperation, or when its author gets something for it. That is computed here and
nowhere chosen (互联网广告管理办法 9).
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from shancha.apps.community.models import Note
from shancha.apps.community.services.ad_marks import set_ad_mark
from shancha.apps.community.services.note_states import lock_note
from shancha.apps.mall.models import NoteProduct, NoteReward, NoteTag, ProductBuyer
from shancha.kit import sql
from shancha.kit.clock import now

_BATCH = 200
_LINKS = """
    with tagged as (
        select distinct product_id from mall_notetag where note_id = %(note)s and product_id is not null
    ), gone as (
        delete from mall_noteproduct k where k.note_id = %(note)s
            and k.product_id not in (select product_id from tagged)
        returning k.product_id, k.published_at
    ), added as (
        insert into mall_noteproduct (note_id, product_id, author_id, is_buyer, published_at)
        select %(note)s, t.product_id, %(author)s, exists (select 1 from mall_productbuyer b
            where b.user_id = %(author)s and b.product_id = t.product_id), %(at)s::timestamptz
        from tagged t on conflict do nothing returning product_id
    ), moved as (
        update mall_noteproduct k set published_at = %(at)s::timestamptz
        from (select product_id, published_at from mall_noteproduct where note_id = %(note)s) old
        where k.note_id = %(note)s and k.product_id = old.product_id
            and k.product_id in (select product_id from tagged)
            and k.published_at is distinct from %(at)s::timestamptz
        returning k.product_id, old.published_at
    )
    select product_id, -1 from gone where published_at is not null
    union all select product_id, 1 from added where %(at)s::timestamptz is not null
    union all select product_id, case when %(at)s::timestamptz is null then -1 else 1 end from moved
        where (published_at is null) <> (%(at)s::timestamptz is null)"""

# From four stars good; critical below 2.5, or below four where the note names faults.
_VERDICT = """
    update mall_noteproduct k set verdict = x.verdict
    from (
        select case when y.stars >= 4 then 'good'
            when y.stars < 2.5 or jsonb_array_length(coalesce(n.evaluation -> 'cons', '[]')) > 0
                and y.stars is not null then 'critical' else '' end as verdict
        from community_note n, lateral (
            select avg((s ->> 'score')::numeric) as stars
            from jsonb_array_elements(n.evaluation -> 'scores') s) y
        where n.id = %(note)s) x
    where k.note_id = %(note)s and k.verdict <> x.verdict"""
_BRANDS = """
    with named as (
        select distinct coalesce(t.brand_id, p.brand_id) as id
        from mall_notetag t left join mall_product p on p.id = t.product_id where t.note_id = %(note)s
    ), gone as (
        delete from mall_notebrand k where k.note_id = %(note)s
            and k.brand_id not in (select id from named where id is not null)
    )
    insert into mall_notebrand (note_id, brand_id, published_at)
    select %(note)s, id, %(at)s::timestamptz from named where id is not null
    on conflict (note_id, brand_id) do update set published_at = excluded.published_at"""


def follow_tags(note: Note) -> None:
    """After the tags or the state of a locked note changed: links, verdicts, counts and mark follow."""
    is_listed = note.state == Note.State.PUBLIC and note.visibility == Note.Visibility.PUBLIC
    parameters = {
        "note": note.id,
        "author": note.author_id,
        "at": note.published_at if is_listed else None,
    }
    steps = sql.fetch_rows(_LINKS, parameters)
    _move_counts(dict(steps))
    sql.execute(_VERDICT, parameters)
    sql.execute(_BRANDS, parameters)
    set_ad_mark(note_id=note.id, is_ad=is_advertisement(note.id))


def follow_note(note_id: UUID) -> None:
    """The same after a note was published, changed or withdrawn. Cheap for the many notes that name
    nothing."""
    if sql.fetch_value(
        """
        select 1 from community_note n where n.id = %(note)s and (
            (n.is_paid_cooperation and not n.is_ad)
            or exists (select 1 from mall_noteproduct k where k.note_id = n.id)
            or exists (select 1 from mall_notetag t where t.note_id = n.id))
        """,
        {"note": note_id},
    ):
        note = lock_note(note_id)
        if note is not None:
            follow_tags(note)


def is_advertisement(note_id: UUID) -> bool:
    """Whether the mark is due."""
    return bool(
        sql.fetch_value(
            """
            select exists (select 1 from community_note where id = %(note)s and is_paid_cooperation)
                or exists (select 1 from mall_notereward where note_id = %(note)s)
                or exists (select 1 from mall_notetag t join mall_product p on p.id = t.product_id
                    where t.note_id = %(note)s and p.published_at is not null)
            """,
            {"note": note_id},
        )
    )


@transaction.atomic
def record_reward(*, note_id: UUID, kind: str, reference_id: UUID) -> None:
    """The author of a note gets something for it (a brief, a commission, a gift): from now on it is an
    advertisement. `kind` and `reference_id` name the reason; repeated, nothing happens."""
    NoteReward.objects.get_or_create(note_id=note_id, kind=kind[:20], reference_id=reference_id)
    set_ad_mark(note_id=note_id, is_ad=True)


@transaction.atomic
def mark_buyers(*, user_id: UUID, product_ids: Iterable[UUID], kept: bool = True) -> None:
    """A member received and kept these products, or (`kept` false) gave them back: their notes about them
    are marked as a buyer's, or no longer. For orders; safe to repeat."""
    ids = sorted(set(product_ids))
    if kept:
        ProductBuyer.objects.bulk_create(
            (ProductBuyer(user_id=user_id, product_id=each, at=now()) for each in ids), ignore_conflicts=True
        )
    else:
        ProductBuyer.objects.filter(user_id=user_id, product_id__in=ids).delete()
    NoteProduct.objects.filter(author_id=user_id, product_id__in=ids).update(is_buyer=kept)


def remark_notes_about(product_id: UUID) -> None:
    """A product went on sale: notes that named it before are advertisements now. Batch by batch, safe to run
    twice."""
    after = None
    while True:
        rows = (
            NoteTag.objects.filter(product_id=product_id, note__is_ad=False)
            .order_by("note_id")
            .values_list("note_id", flat=True)
            .distinct()
        )
        note_ids: Sequence[UUID] = list((rows.filter(note_id__gt=after) if after else rows)[:_BATCH])
        for note_id in note_ids:
            set_ad_mark(note_id=note_id, is_ad=is_advertisement(note_id))
        if len(note_ids) < _BATCH:
            return
        after = note_ids[-1]


def _move_counts(steps: dict[UUID, int]) -> None:
    if steps:
        sql.execute(
            """
            update mall_product p set note_count = greatest(0, p.note_count + x.step)
            from (select p.id, s.step from mall_product p
                  join unnest(%(ids)s::uuid[], %(steps)s::int[]) s(id, step) on s.id = p.id
                  order by p.id for no key update of p) x
            where p.id = x.id
            """,
            {"ids": list(steps), "steps": list(steps.values())},
        )
