"""Drafts: kept on the server with every keystroke's worth, safe from a second device."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.models import User
from shancha.apps.accounts.queries import privacy_of
from shancha.apps.community.errors import (
    AssetNotFoundError,
    DraftConflictError,
    DraftLimitError,
    DraftNotFoundError,
    NoteNotFoundError,
    NoteUnavailableError,
)
from shancha.apps.community.models import Asset, Draft, DraftAsset, Note, NoteAsset, NoteTopic
from shancha.apps.community.queries.drafts import get_draft
from shancha.kit.clock import now

DRAFT_LIMIT = 100
EDITABLE = (Note.State.DRAFT, Note.State.REVIEW, Note.State.PUBLIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContent:
    """What a client saves: the whole draft each time. Nothing is checked but sizes and ownership. Without a
    `comment_policy` a new draft begins with the account's, and a kept one goes on with its own."""

    kind: str = "images"
    title: str = ""
    body: str = ""
    category: str = ""
    topics: list[str] = field(default_factory=list)
    place: dict[str, Any] | None = None
    visibility: str = "public"
    comment_policy: str | None = None
    is_paid_cooperation: bool = False
    evaluation: dict[str, Any] | None = None
    asset_ids: Sequence[UUID] = ()
    scheduled_at: datetime | None = None


@transaction.atomic
def create_draft(*, actor_id: UUID, content: DraftContent) -> dict[str, Any]:
    """Starts a draft. Raises DraftLimitError, AssetNotFoundError."""
    if Draft.objects.filter(owner_id=actor_id).count() >= DRAFT_LIMIT:
        raise DraftLimitError
    draft = Draft(owner_id=actor_id, comment_policy=_account_comment_policy(actor_id))
    _fill(draft, content)
    draft.save(force_insert=True)
    _attach(draft, content.asset_ids)
    return get_draft(owner_id=actor_id, draft_id=draft.id)


@transaction.atomic
def save_draft(*, actor_id: UUID, draft_id: UUID, version: int, content: DraftContent) -> dict[str, Any]:
    """Replaces a draft that is still at `version`; otherwise raises DraftConflictError with the stored
    one as `theirs`, and changes nothing."""
    draft = lock_draft(actor_id=actor_id, draft_id=draft_id)
    if draft.version != version:
        raise DraftConflictError(extra={"theirs": get_draft(owner_id=actor_id, draft_id=draft_id)})
    _fill(draft, content)
    draft.version += 1
    draft.updated_at = now()
    draft.save()
    _attach(draft, content.asset_ids)
    return get_draft(owner_id=actor_id, draft_id=draft_id)


@transaction.atomic
def delete_draft(*, actor_id: UUID, draft_id: UUID) -> None:
    """Throws a draft away; its pictures are swept later unless a note shows them."""
    lock_draft(actor_id=actor_id, draft_id=draft_id).delete()


@transaction.atomic
def start_edit(*, actor_id: UUID, note_id: UUID) -> dict[str, Any]:
    """The draft in which a note of the member's own is being edited; made of the note when there is none."""
    note = Note.objects.select_for_update(no_key=True).filter(id=note_id, author_id=actor_id).first()
    if note is None or note.state == Note.State.DELETED:
        raise NoteNotFoundError
    if note.state not in EDITABLE:
        raise NoteUnavailableError
    draft = Draft.objects.filter(note_id=note_id).first() or _draft_of(note)
    return get_draft(owner_id=actor_id, draft_id=draft.id)


def _account_comment_policy(user_id: UUID) -> str:
    return str(privacy_of(User.objects.only("privacy").get(id=user_id))["comment_policy"])


def lock_draft(*, actor_id: UUID, draft_id: UUID) -> Draft:
    """The member's own draft, held until the transaction ends; anyone else's does not exist."""
    draft = Draft.objects.select_for_update().filter(id=draft_id, owner_id=actor_id).first()
    if draft is None:
        raise DraftNotFoundError
    return draft


def _fill(draft: Draft, content: DraftContent) -> None:
    draft.kind, draft.title, draft.body = content.kind, content.title, content.body
    draft.category_slug, draft.topics, draft.place = content.category, content.topics, content.place
    draft.visibility = content.visibility
    draft.comment_policy = content.comment_policy or draft.comment_policy
    draft.is_paid_cooperation, draft.evaluation = content.is_paid_cooperation, content.evaluation
    draft.scheduled_at = content.scheduled_at


def _attach(draft: Draft, asset_ids: Sequence[UUID]) -> None:
    wanted = list(dict.fromkeys(asset_ids))
    if Asset.objects.filter(id__in=wanted, owner_id=draft.owner_id).count() != len(wanted):
        raise AssetNotFoundError
    if list(_attached(draft)) == wanted:
        return
    DraftAsset.objects.filter(draft=draft).delete()
    DraftAsset.objects.bulk_create(
        DraftAsset(draft=draft, asset_id=asset_id, position=position)
        for position, asset_id in enumerate(wanted)
    )


def _attached(draft: Draft) -> Any:
    return DraftAsset.objects.filter(draft=draft).order_by("position").values_list("asset_id", flat=True)


def _draft_of(note: Note) -> Draft:
    receipt = {"receipt_asset_id": str(note.receipt_asset_id)} if note.receipt_asset_id else {}
    shown = {name: value for name, value in (note.evaluation or {}).items() if name != "has_receipt"}
    place = {"name": note.place_name, "city_code": note.city_code, "lat": note.lat, "lng": note.lng}
    topics = NoteTopic.objects.filter(note=note).order_by("position").values_list("topic__name", flat=True)
    draft = Draft.objects.create(
        owner_id=note.author_id,
        note=note,
        kind=note.kind,
        title=note.title,
        body=note.body,
        category_slug=note.category_id,
        topics=[name for name in topics if f"#{name}" not in note.body],
        place=place if note.place_name or note.city_code else None,
        visibility=note.visibility,
        comment_policy=note.comment_policy,
        is_paid_cooperation=note.is_paid_cooperation,
        evaluation={**shown, **receipt} if note.evaluation else None,
        scheduled_at=note.scheduled_at,
    )
    shown_assets = NoteAsset.objects.filter(note=note).order_by("position").values_list("asset_id", flat=True)
    _attach(draft, list(shown_assets))
    return draft
