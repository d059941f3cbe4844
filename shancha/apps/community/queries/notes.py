"""The note page and the facts about single notes. The page is one statement that PostgreSQL shapes."""

from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.models import Category, Note
from shancha.apps.community.queries.cards import CARD_FIELDS
from shancha.apps.community.queries.comments import TOTAL, UNSEEN, list_comments
from shancha.apps.community.queries.visibility import BLOCKED_WITH_AUTHOR, FOLLOWS_AUTHOR, VISIBLE
from shancha.kit import sql

FIRST_COMMENTS = 10

# The card's fields without `place`, which the page gives in full.
_PAGE_FIELDS = CARD_FIELDS.replace(
    "'place', nullif(coalesce(nullif(n.place_name, ''), n.city_name), '')",
    "'place', case when n.place_name <> '' or n.city_name <> '' then "
    "json_build_object('name', n.place_name, 'city', n.city_name) end",
).replace("coalesce(nullif(n.title, ''), left(n.body, 40))", "n.title")

_CAN_COMMENT = f"""case
    when n.state <> 'public' or u.status not in ('active', 'muted') then 'unavailable'
    when %(viewer)s::uuid is null then 'sign_in'
    when n.author_id = %(viewer)s::uuid then null
    when n.comment_policy = 'none' then 'closed'
    when {BLOCKED_WITH_AUTHOR} then 'unavailable'
    when n.comment_policy = 'followers' and not {FOLLOWS_AUTHOR} then 'followers'
end"""

_NOTE = f"""
with {UNSEEN}
select json_build_object({_PAGE_FIELDS},
    'body', n.body, 'pictures', n.pictures, 'video', n.video,
    'topics', (select coalesce(json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', t.name)
            order by nt.position), '[]')
        from community_notetopic nt join community_topic t on t.id = nt.topic_id
        where nt.note_id = n.id and t.state in ('active', 'ended')),
    'mentions', (select coalesce(
            json_agg(json_build_object('handle', m.handle, 'nickname', m.nickname)), '[]')
        from community_mention x join accounts_user m on m.id = x.user_id
        where x.note_id = n.id and x.comment_id is null and m.status <> 'deleted'),
    'category', json_build_object('slug', c.slug, 'name',
        case when %(english)s::bool then c.name_en else c.name_zh end),
    'evaluation', n.evaluation, 'comment_policy', n.comment_policy,
    'collect_count', n.collect_count, 'comment_count', {TOTAL}, 'share_count', n.share_count,
    'helpful_count', n.helpful_count,
    'collected', exists (select 1 from community_collect k
        where k.user_id = %(viewer)s::uuid and k.note_id = n.id),
    'found_helpful', exists (select 1 from community_helpful h
        where h.user_id = %(viewer)s::uuid and h.note_id = n.id),
    'viewer_follows_author', {FOLLOWS_AUTHOR},
    'view_count', case when n.author_id = %(viewer)s::uuid then n.view_count end,
    'lifted_at', case when n.author_id = %(viewer)s::uuid then n.lifted_at end,
    'is_mine', coalesce(n.author_id = %(viewer)s::uuid, false),
    'edited_at', n.edited_at, 'scheduled_at', n.scheduled_at,
    'comment_block_reason', {_CAN_COMMENT}, 'can_comment', ({_CAN_COMMENT}) is null,
    'state', n.state, 'visibility', n.visibility, 'is_limited',
        n.is_limited and coalesce(n.author_id = %(viewer)s::uuid, false),
    'original', (select json_build_object(
            'id', o.id, 'title', o.title, 'nickname', ou.nickname, 'handle', ou.handle)
        from community_note o join accounts_user ou on ou.id = o.author_id
        where o.id = n.original_note_id and o.state = 'public' and o.visibility = 'public'
            and o.author_id not in (select id from unseen)),
    'is_demo', n.is_demo, 'decision', null)::text,
    n.author_id = %(viewer)s::uuid and (n.state in ('hidden', 'removed') or n.is_limited)
from community_note n
join accounts_user u on u.id = n.author_id
join community_category c on c.slug = n.category_slug
where n.id = %(note)s::uuid and ({VISIBLE} or (%(is_staff)s::bool and n.state <> 'deleted'))
"""

_DECISION = """
select json_build_object('id', d.id, 'rule', trim(d.rule_slug || ' ' || d.clause), 'reason', d.reason,
    'appealable', coalesce(d.appealable_until > now(), false)
        and not exists (select 1 from moderation_appeal a where a.decision_id = d.id))::text
from moderation_decision d
where d.subject_kind = 'note' and d.subject_id = %(note)s::uuid and d.action not in ('none', 'restore')
    and d.overturned_at is null
order by d.id desc limit 1
"""


def find_note(
    *, note_id: UUID, viewer_id: UUID | None, is_staff: bool = False, english: bool = False
) -> bytes | None:
    """A note as this viewer sees it, as JSON; None where they may not see it or there is none."""
    rows = sql.fetch_rows(
        _NOTE, {"note": note_id, "viewer": viewer_id, "is_staff": is_staff, "english": english}
    )
    if not rows:
        return None
    body, has_decision = rows[0]
    if not has_decision:
        return body.encode()  # type: ignore[no-any-return]
    note = orjson.loads(body)
    decision = sql.fetch_value(_DECISION, {"note": note_id})
    note["decision"] = orjson.loads(decision) if decision else None
    return orjson.dumps(note)


def find_note_page(
    *, note_id: UUID, viewer_id: UUID | None, is_staff: bool = False, english: bool = False
) -> bytes | None:
    """`{note, comments}`: the note and its ten hottest comments with two replies each, as JSON."""
    note = find_note(note_id=note_id, viewer_id=viewer_id, is_staff=is_staff, english=english)
    if note is None:
        return None
    comments = list_comments(note_id=note_id, viewer_id=viewer_id, order="hot", limit=FIRST_COMMENTS)
    return b'{"note":' + note + b',"comments":' + comments + b"}"


def is_visible(*, note_id: UUID, viewer_id: UUID | None) -> bool:
    """Whether the viewer may open the note."""
    return bool(
        sql.fetch_value(
            f"select 1 from community_note n where n.id = %(note)s::uuid and {VISIBLE}",
            {"note": note_id, "viewer": viewer_id},
        )
    )


def is_by(*, note_id: UUID, author_id: UUID) -> bool:
    """Whether this is a note of the member's that was not deleted."""
    return Note.objects.filter(id=note_id, author_id=author_id).exclude(state=Note.State.DELETED).exists()


def list_history(*, note_id: UUID) -> list[dict[str, Any]]:
    """Earlier wordings of a note, latest first; the caller has made sure that the asker may see them."""
    return sql.fetch_all(
        """
        select h.version, h.title, h.body, h.category_slug as category, h.is_paid_cooperation,
            jsonb_array_length(h.asset_ids) as picture_count, h.replaced_at
        from community_notehistory h where h.note_id = %(note)s::uuid order by h.version desc limit 100
        """,
        {"note": note_id},
    )


def category_slugs() -> frozenset[str]:
    """The slugs of the categories that can be chosen now."""
    return frozenset(Category.objects.filter(is_active=True).values_list("slug", flat=True))


def list_categories(*, english: bool) -> list[dict[str, str]]:
    """The categories that notes can be filed under now, in their order."""
    rows = Category.objects.filter(is_active=True).order_by("position", "slug")
    return [{"slug": row.slug, "name": row.name_en if english else row.name_zh} for row in rows]
