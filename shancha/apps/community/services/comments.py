"""Writing, removing, liking and pinning comments."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.community import errors
from shancha.apps.community.events import CommentDeleted, CommentPublished
from shancha.apps.community.models import Asset, Comment, CommentState, Mention, Note
from shancha.apps.community.queries import comments as queries
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.community.services import comment_notices
from shancha.apps.community.services.comment_filter import matches_words
from shancha.apps.community.services.comment_heat import HEAT
from shancha.apps.community.services.media import retire_asset
from shancha.apps.community.services.mentions import find_handles
from shancha.apps.messaging.services import withdraw_subjects
from shancha.apps.moderation.services import screen
from shancha.kit import clock, limits, sql
from shancha.kit.errors import NotFoundError
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.text import clean_text, grapheme_length

MAX_LENGTH = 1000
NEWCOMER_FOR = timedelta(days=3)
REPLIES_AT_ONCE = 5000
SAME_TEXT_LIMIT = 3  # the same words from one member within an hour, over all notes


@dataclass(frozen=True, slots=True)
class _Thread:
    """Where a new comment hangs: the root it belongs to and the comment it answers."""

    root_id: UUID | None = None
    reply_to_id: UUID | None = None


def post_comment(
    *,
    actor: Viewer,
    note_id: UUID,
    body: str,
    parent_id: UUID | None = None,
    reply_to_id: UUID | None = None,
    asset_id: UUID | None = None,
) -> dict[str, Any]:
    """Publishes a comment, or keeps it for review, and returns it as its writer sees it.

    Sending the same words and picture in the same place again within a minute returns the first. Raises
    NotFoundError (no such note, or one that the writer may not see), CommentsClosedError,
    CommentsFollowersOnlyError, CommentInvalidError, CommentBlockedError (refused by screening; nothing is
    stored), CommentRepeatedError, RateLimitedError.
    """
    text = _clean_body(body, has_picture=asset_id is not None)
    target_id = reply_to_id or parent_id
    context = queries.find_context(
        note_id=note_id, viewer_id=actor.id, target_id=target_id, handles=find_handles(text)
    )
    context = _require_open(context)
    thread = _find_thread(context, note_id, parent_id, target_id)
    repeated = _find_repeated(context, note_id, thread, text, asset_id)
    if repeated is not None:
        return repeated
    is_newcomer = _is_newcomer(context)
    _check_pace(actor.id, text, is_newcomer=is_newcomer)
    comment_id = new_id()
    with transaction.atomic():
        picture = _take_picture(actor.id, asset_id) if asset_id else None
        words = f"{text}\n{picture['alt']}".strip() if picture else text
        verdict = screen(kind="comment", author_id=actor.id, text=words, subject_id=comment_id)
        if verdict.decision != "block":
            state = _first_state(context, words, verdict.decision)
            return _store(
                actor=actor,
                comment_id=comment_id,
                note_id=note_id,
                text=text,
                state=state,
                thread=thread,
                context=context,
                asset_id=asset_id,
                picture=picture,
            )
    # Outside, so that the record of the refusal stays.
    reason = verdict.reasons[0].text if verdict.reasons else None
    raise errors.CommentBlockedError(reason, fields={"body": reason or errors.CommentBlockedError.detail})


def _clean_body(body: str, *, has_picture: bool) -> str:
    text = clean_text(body)
    if grapheme_length(text) > MAX_LENGTH:
        raise errors.CommentTooLongError(fields={"body": errors.CommentTooLongError.detail})
    if not text and not has_picture:
        raise errors.CommentEmptyError(fields={"body": errors.CommentEmptyError.detail})
    return text


def _require_open(context: dict[str, Any] | None) -> dict[str, Any]:
    """The context of a note that may be commented on by the writer, else a refusal."""
    if context is None or not context["is_open"] or not context["is_seen"] or context["is_blocked"]:
        raise NotFoundError
    if context["note_author"] == context["me"]["id"]:
        return context
    if context["policy"] == "none":
        raise errors.CommentsClosedError
    if context["policy"] == "followers" and not context["follows"]:
        raise errors.CommentsFollowersOnlyError
    return context


def _find_thread(
    context: dict[str, Any], note_id: UUID, parent_id: UUID | None, target_id: UUID | None
) -> _Thread:
    if target_id is None:
        return _Thread()
    target = context["parent"]
    if target is None or target["note"] != str(note_id) or not target["is_open"]:
        raise errors.CommentGoneError
    root_id = UUID(target["root"])
    if parent_id not in {None, root_id, target_id}:
        raise errors.CommentGoneError
    return _Thread(root_id, None if target_id == root_id else target_id)


def _find_repeated(
    context: dict[str, Any], note_id: UUID, thread: _Thread, text: str, asset_id: UUID | None
) -> dict[str, Any] | None:
    last = context["last"]
    if last is None or last["body"] != text or last["state"] == "deleted":
        return None
    stands = {"note": note_id, "parent": thread.root_id, "reply_to": thread.reply_to_id, "asset": asset_id}
    if any(last[name] != (str(value) if value else None) for name, value in stands.items()):
        return None
    if clock.now() - datetime.fromisoformat(last["at"]) > timedelta(minutes=1):
        return None
    return queries.find_comment(comment_id=UUID(last["id"]), viewer_id=UUID(context["me"]["id"]))


def _is_newcomer(context: dict[str, Any]) -> bool:
    """Accounts in their first three days pass a narrower gate, unless they are verified."""
    age = clock.now() - datetime.fromisoformat(context["joined_at"])
    return age < NEWCOMER_FOR and context["me"]["badge"] is None


def _check_pace(user_id: UUID, text: str, *, is_newcomer: bool) -> None:
    limits.check("comment", str(user_id), limit=6 if is_newcomer else 20, seconds=60)
    limits.check("comment_day", str(user_id), limit=60 if is_newcomer else 800, seconds=86_400, durable=True)
    if len(text) < 6:
        return
    try:
        limits.check("comment_text", f"{user_id}:{text}", limit=SAME_TEXT_LIMIT, seconds=3600)
    except limits.RateLimitedError as error:
        raise errors.CommentRepeatedError from error


def _first_state(context: dict[str, Any], text: str, decision: str) -> str:
    """What screening and the note author's own words make of a text."""
    if decision == "review":
        return "review"
    is_own = context["note_author"] == context["me"]["id"]
    return "filtered" if not is_own and matches_words(text, context["words"]) else "public"


_INSERT = f"""
    with made as (
        insert into community_comment (id, note_id, author_id, parent_id, reply_to_id, body, asset_id,
            picture,
            mentions, city, like_count, reply_count, state, hot, created_at)
        values (%(id)s, %(note)s, %(author)s, %(root)s::uuid, %(reply_to)s::uuid, %(body)s, %(asset)s::uuid,
            %(picture)s::jsonb, %(mentions)s::jsonb, %(city)s, 0, 0, %(state)s,
            extract(epoch from %(at)s::timestamptz) / 259200, %(at)s::timestamptz)
    ), counted as (
        update community_note set comment_count = comment_count + 1 where id = %(note)s and %(counts)s::bool
    ), threaded as (
        update community_comment c set reply_count = reply_count + 1,
            hot = {HEAT.format(c="c", likes="c.like_count", replies="(c.reply_count + 1)")}
        where c.id = %(root)s::uuid and %(counts)s::bool
    )
    insert into community_mention (note_id, comment_id, user_id, created_at)
    select %(note)s, %(id)s, m.id, %(at)s::timestamptz from unnest(%(people)s::uuid[]) m(id)"""  # noqa: S608 - constants of ours


def _store(
    *,
    actor: Viewer,
    comment_id: UUID,
    note_id: UUID,
    text: str,
    state: str,
    thread: _Thread,
    context: dict[str, Any],
    asset_id: UUID | None,
    picture: dict[str, Any] | None,
) -> dict[str, Any]:
    at = clock.now()
    mentions = [
        {"handle": person["handle"], "nickname": person["nickname"]} for person in context["mentions"]
    ]
    sql.execute(
        _INSERT,
        {
            "id": comment_id,
            "note": note_id,
            "author": actor.id,
            "root": thread.root_id,
            "reply_to": thread.reply_to_id,
            "body": text,
            "asset": asset_id,
            "picture": orjson.dumps(picture).decode() if picture else None,
            "mentions": orjson.dumps(mentions).decode(),
            "city": context["city"],
            "state": state,
            "at": at,
            "counts": state == "public",
            "people": [UUID(person["id"]) for person in context["mentions"]],
        },
    )
    if state == "public":
        comment_notices.tell_people(
            note_id=note_id,
            comment_id=comment_id,
            author_id=actor.id,
            note_author_id=UUID(context["note_author"]),
            visibility=context["visibility"],
            answered_id=UUID(context["parent"]["author"]) if thread.root_id else None,
            mentioned_ids=[UUID(person["id"]) for person in context["mentions"]],
            note_title=context["title"],
            excerpt=text[:80],
            cover=context["cover"],
            parent_id=thread.root_id,
        )
        publish(CommentPublished(comment_id=comment_id, note_id=note_id, author_id=actor.id))
    return {
        "id": comment_id,
        "note_id": note_id,
        "author": context["me"],
        "is_note_author": context["note_author"] == context["me"]["id"],
        "body": text,
        "picture": picture,
        "mentions": mentions,
        "like_count": 0,
        "liked": False,
        "reply_count": 0,
        "replies": [],
        "reply_to": context["parent"]["brief"] if thread.reply_to_id else None,
        "pinned": False,
        "folded": False,
        "state": state,
        "created_at": at,
        "is_mine": True,
        "can_delete": True,
        "can_pin": context["note_author"] == context["me"]["id"] and thread.root_id is None,
        "city": context["city"],
    }


def _take_picture(owner_id: UUID, asset_id: UUID) -> dict[str, Any]:
    """The finished picture of the writer's own asset. Raises AssetNotFoundError, AssetNotReadyError."""
    asset = Asset.objects.filter(id=asset_id, owner_id=owner_id, kind=Asset.Kind.IMAGE).first()
    if asset is None:
        raise errors.AssetNotFoundError
    picture = picture_json(asset) if asset.state == Asset.State.READY else None
    if picture is None:
        raise errors.AssetNotReadyError
    return picture


_CHANGED = "greatest(c.reply_count + change.step, 0)"
_SET_STATE = f"""
    with old as (
        select c.id, c.note_id, c.parent_id, c.reply_count, c.state in ('public', 'folded') as was_seen,
            p.id is null or p.state in ('public', 'folded') as is_rooted
        from community_comment c left join community_comment p on p.id = c.parent_id
        where c.id = %(id)s and c.state <> %(state)s and c.state <> 'deleted'
        for update of c
    ), change as (
        select *, case when was_seen then -1 when %(seen)s::bool then 1 else 0 end as step from old
        where was_seen <> %(seen)s::bool
    ), counted as (
        update community_note n set comment_count = greatest(
            n.comment_count + change.step * (1 + change.reply_count), 0)
        from change where n.id = change.note_id and change.is_rooted
    ), threaded as (
        update community_comment c set reply_count = greatest(c.reply_count + change.step, 0),
            hot = {HEAT.format(c="c", likes="c.like_count", replies=_CHANGED)}
        from change where c.id = change.parent_id
    )
    update community_comment c set state = %(state)s, pinned_at = case when %(seen)s::bool
        then c.pinned_at end
    from old where c.id = old.id
    returning c.id"""  # noqa: S608 - constants of ours


def set_state(*, comment_id: UUID, state: str) -> bool:
    """Moves a comment to a state and keeps the counts of its note and root in step.

    Repeating changes nothing; a deleted comment stays deleted. Runs in the caller's transaction.
    Returns whether anything changed.
    """
    seen = state in {"public", "folded"}
    return bool(sql.execute(_SET_STATE, {"id": comment_id, "state": state, "seen": seen}))


@transaction.atomic
def delete_comment(*, actor: Viewer, comment_id: UUID) -> None:
    """Deletes a comment, with the replies below it. Its writer and the note's author may.

    Raises CommentNotFoundError, CommentNotYoursError.
    """
    comment = _require_comment(comment_id)
    if actor.id not in {comment.author_id, comment.note.author_id}:
        raise errors.CommentNotYoursError
    _bury(comment)


def delete_comments_of(author_id: UUID) -> None:
    """Deletes what a departed member said under notes, and empties it; one transaction for each comment."""
    alive = Comment.objects.filter(author_id=author_id).exclude(state=CommentState.DELETED)
    for comment in list(alive.only("author_id", "note_id", "asset_id")):
        with transaction.atomic():
            _bury(comment)
    Mention.objects.filter(comment__author_id=author_id).delete()
    Comment.objects.filter(author_id=author_id).update(
        body="", city="", mentions=[], picture=None, asset=None
    )


def _bury(comment: Comment) -> None:
    if not set_state(comment_id=comment.id, state="deleted"):
        return
    if comment.asset_id:
        retire_asset(asset_id=comment.asset_id)
    withdraw_notices(comment.id)
    publish(CommentDeleted(comment_id=comment.id, note_id=comment.note_id, author_id=comment.author_id))


def withdraw_notices(comment_id: UUID) -> None:
    """Takes back what was told of a comment that is gone and of the latest replies, which go with it."""
    replies = Comment.objects.filter(parent_id=comment_id).order_by("-created_at", "-id")
    reply_ids = replies.values_list("id", flat=True)[:REPLIES_AT_ONCE]
    withdraw_subjects(subject_kind="comment", subject_ids=[comment_id, *reply_ids])


@transaction.atomic
def release_comment(*, actor: Viewer, comment_id: UUID) -> None:
    """Shows a comment that the note author's words had caught, and tells those it concerns. The note's author
    alone may. Raises CommentNotFoundError, CommentNotYoursError."""
    comment = (
        Comment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("note", "parent", "reply_to")
        .exclude(state=CommentState.DELETED)
        .filter(id=comment_id)
        .first()
    )
    if comment is None:
        raise errors.CommentNotFoundError
    if comment.note.author_id != actor.id:
        raise errors.CommentNotYoursError
    if comment.state == CommentState.FILTERED:
        set_state(comment_id=comment_id, state="public")
        comment_notices.announce_kept_back(comment, except_id=actor.id)


def _require_comment(comment_id: UUID) -> Comment:
    comment = (
        Comment.objects.select_related("note")
        .exclude(state=CommentState.DELETED)
        .only("author_id", "state", "parent_id", "note_id", "asset_id", "body", "note__author_id")
        .filter(id=comment_id)
        .first()
    )
    if comment is None:
        raise errors.CommentNotFoundError
    return comment


@transaction.atomic
def pin_comment(*, actor: Viewer, comment_id: UUID) -> None:
    """Keeps one root comment on top of a note; the one pinned before gives way.

    Raises CommentNotFoundError, CommentNotYoursError, CommentPinError.
    """
    comment = _require_comment(comment_id)
    if comment.note.author_id != actor.id:
        raise errors.CommentNotYoursError
    if comment.parent_id is not None or comment.state != CommentState.PUBLIC:
        raise errors.CommentPinError
    note = Note.objects.select_for_update(no_key=True).only("id").get(id=comment.note_id)
    Comment.objects.filter(note=note, pinned_at__isnull=False).exclude(id=comment_id).update(pinned_at=None)
    Comment.objects.filter(id=comment_id, pinned_at__isnull=True).update(pinned_at=clock.now())


@transaction.atomic
def unpin_comment(*, actor: Viewer, comment_id: UUID) -> None:
    """Lets a pinned comment go back to its place. Raises CommentNotFoundError, CommentNotYoursError."""
    comment = _require_comment(comment_id)
    if comment.note.author_id != actor.id:
        raise errors.CommentNotYoursError
    Comment.objects.filter(id=comment_id).update(pinned_at=None)
