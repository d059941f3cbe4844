"""Reads of drafts, always by their owner."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.community.errors import DraftNotFoundError
from shancha.apps.community.models import Asset, Draft, DraftAsset
from shancha.apps.community.queries.pictures import asset_json


def get_draft(*, owner_id: UUID, draft_id: UUID) -> dict[str, Any]:
    """The member's own draft with its assets; anyone else's does not exist."""
    drafts = _as_json(Draft.objects.filter(id=draft_id, owner_id=owner_id))
    if not drafts:
        raise DraftNotFoundError
    return drafts[0]


def list_drafts(*, owner_id: UUID) -> list[dict[str, Any]]:
    """All drafts of a member, last touched first; their number is limited."""
    return _as_json(Draft.objects.filter(owner_id=owner_id).order_by("-updated_at", "-id"))


def list_draft_assets(draft_id: UUID) -> list[Asset]:
    """The assets of a draft in order."""
    rows = DraftAsset.objects.filter(draft_id=draft_id).order_by("position").select_related("asset")
    return [row.asset for row in rows]


def _as_json(drafts: Iterable[Draft]) -> list[dict[str, Any]]:
    drafts = list(drafts)
    assets: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in (
        DraftAsset.objects.filter(draft__in=drafts).order_by("draft", "position").select_related("asset")
    ):
        assets[row.draft_id].append(asset_json(row.asset))
    return [
        {
            "id": draft.id,
            "version": draft.version,
            "kind": draft.kind,
            "title": draft.title,
            "body": draft.body,
            "category": draft.category_slug,
            "topics": draft.topics,
            "place": draft.place,
            "visibility": draft.visibility,
            "comment_policy": draft.comment_policy,
            "is_paid_cooperation": draft.is_paid_cooperation,
            "evaluation": draft.evaluation,
            "assets": assets[draft.id],
            "scheduled_at": draft.scheduled_at,
            "note_id": draft.note_id,
            "updated_at": draft.updated_at,
        }
        for draft in drafts
    ]
