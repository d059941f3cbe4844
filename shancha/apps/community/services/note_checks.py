"""Whether a draft can be published as it is, and the clean content when it can."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shancha.apps.accounts.errors import PlaceUnknownError
from shancha.apps.accounts.places import get_place
from shancha.apps.community.errors import AssetNotReadyError, NoteInvalidError
from shancha.apps.community.models import Asset, Category, Draft, Note, NoteAsset, NoteTopic
from shancha.apps.community.services.evaluations import (
    Evaluation,
    clean_evaluation,
    evaluation_text,
    read_evaluation,
)
from shancha.apps.community.services.topics import MAX_TOPICS, clean_names, find_hashtags
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text, grapheme_length

MAX_TITLE = 20
MAX_BODY = 1000
MAX_PICTURES = 18
LATEST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class NoteContent:
    """A draft's content, clean and complete."""

    title: str
    body: str
    topics: list[str]
    assets: list[Asset]
    place: dict[str, Any]
    evaluation: Evaluation | None
    scheduled_at: datetime | None

    @property
    def words(self) -> str:
        """Everything that readers will read, for screening."""
        alts = [asset.alt for asset in self.assets]
        judged = evaluation_text(self.evaluation)
        return _joined(self.title, self.body, *self.topics, judged, self.place["place_name"], *alts)


def words_of(note: Note) -> str:
    """The same of a stored note."""
    topics = NoteTopic.objects.filter(note=note).values_list("topic__name", flat=True)
    alts = NoteAsset.objects.filter(note=note).values_list("asset__alt", flat=True)
    judged = evaluation_text(read_evaluation(note.evaluation))
    return _joined(note.title, note.body, *topics, judged, note.place_name, *alts)


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def check_draft(draft: Draft, assets: list[Asset], scheduled_at: datetime | None) -> NoteContent:
    """The clean content. Raises NoteInvalidError naming every field at fault, AssetNotReadyError."""
    problems: dict[str, str] = {}
    title, body = clean_line(draft.title), clean_text(draft.body)
    problems |= _check_words(title, body)
    problems |= _check_assets(draft, assets)
    if not Category.objects.filter(slug=draft.category_slug, is_active=True).exists():
        problems["category"] = bilingual("请选择一个分类", "Choose a category")
    evaluation, found = clean_evaluation(draft.evaluation)
    problems |= found
    if evaluation and evaluation.receipt_asset_id and not _is_own_picture(draft, evaluation):
        problems["evaluation.receipt_asset_id"] = bilingual("凭证图片不存在", "No such picture")
    place, found = _check_place(draft.place)
    problems |= found
    if scheduled_at and not now() < scheduled_at <= now() + LATEST:
        problems["scheduled_at"] = bilingual(
            "请选择 30 天以内的时间", "Choose a time within the next 30 days"
        )
    if problems:
        raise NoteInvalidError(fields=problems)
    topics = clean_names([*draft.topics, *find_hashtags(body)])[:MAX_TOPICS]
    return NoteContent(title, body, topics, assets, place, evaluation, scheduled_at)


def _check_words(title: str, body: str) -> dict[str, str]:
    problems = {}
    if grapheme_length(title) > MAX_TITLE:
        problems["title"] = bilingual(f"标题最多 {MAX_TITLE} 个字", f"At most {MAX_TITLE} characters")
    if grapheme_length(body) > MAX_BODY:
        problems["body"] = bilingual(f"正文最多 {MAX_BODY} 个字", f"At most {MAX_BODY} characters")
    if not title and not body:
        problems["title"] = bilingual("标题和正文至少写一项", "Write a title or a text")
    return problems


def _check_assets(draft: Draft, assets: list[Asset]) -> dict[str, str]:
    """Pictures: 1 to 18. Video: one, and at most one picture, which becomes its cover. Pictures must be
    ready; a video may still be in the works, its poster stands in."""
    videos = [asset for asset in assets if asset.kind == Asset.Kind.VIDEO]
    pictures = [asset for asset in assets if asset.kind == Asset.Kind.IMAGE]
    if any(asset.state == Asset.State.FAILED for asset in assets) or any(
        asset.state != Asset.State.READY for asset in pictures
    ):
        raise AssetNotReadyError
    if draft.kind == Note.Kind.VIDEO:
        if len(videos) != 1 or len(pictures) > 1:
            return {
                "assets": bilingual("请上传一个视频，可再选一张封面", "One video, and one cover if you like")
            }
    elif videos or not 1 <= len(pictures) <= MAX_PICTURES:
        return {
            "assets": bilingual(
                f"请上传 1-{MAX_PICTURES} 张图片", f"Between 1 and {MAX_PICTURES} pictures, please"
            )
        }
    return {}


def _is_own_picture(draft: Draft, evaluation: Evaluation) -> bool:
    own = Asset.objects.filter(owner_id=draft.owner_id, kind=Asset.Kind.IMAGE, state=Asset.State.READY)
    return evaluation.receipt_asset_id is not None and own.filter(id=evaluation.receipt_asset_id).exists()


def _check_place(place: dict[str, Any] | None) -> tuple[dict[str, Any], dict[str, str]]:
    """The note's place columns. A position is kept to about a kilometre."""
    columns: dict[str, Any] = {"place_name": "", "city_code": "", "city_name": "", "lat": None, "lng": None}
    if not place:
        return columns, {}
    columns["place_name"] = clean_line(str(place.get("name") or ""))[:80]
    if code := str(place.get("city_code") or ""):
        try:
            city = get_place(code)
        except PlaceUnknownError:
            return columns, {"place": bilingual("没有这个城市", "No such city")}
        columns |= {"city_code": city.code, "city_name": city.name, "lat": city.lat, "lng": city.lng}
    lat, lng = place.get("lat"), place.get("lng")
    if isinstance(lat, int | float) and isinstance(lng, int | float):
        if not (math.isfinite(lat) and math.isfinite(lng) and -90 <= lat <= 90 and -180 <= lng <= 180):
            return columns, {"place": bilingual("位置不对", "Not a position on Earth")}
        columns |= {"lat": round(lat, 2), "lng": round(lng, 2)}
    return columns, {}
