"""Reviews: by buyers who received the goods, once for each line, followed up once, answered once; folded with
a reason, never deleted."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.community.models import Asset
from shancha.apps.community.services.drafts import DraftContent, create_draft
from shancha.apps.mall.errors import TagsInvalidError
from shancha.apps.mall.events import ProductFiguresMoved
from shancha.apps.mall.services.note_tags import set_draft_tags
from shancha.apps.moderation.screening.reasons import COMMUNITY
from shancha.apps.moderation.services import screen
from shancha.apps.orders.errors import (
    OrderNotFoundError,
    ReviewInvalidError,
    ReviewNotAllowedError,
    ReviewNotFoundError,
)
from shancha.apps.orders.models import Order, OrderLine, Review
from shancha.apps.orders.services.notices import tell_buyer, tell_store
from shancha.apps.orders.services.pictures import take_pictures
from shancha.apps.orders.services.receiving import complete
from shancha.apps.orders.states import Status
from shancha.kit import events, sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual
from shancha.kit.text import clean_text

FOLLOW_UP_WITHIN = timedelta(days=180)
REVIEWABLE = (Status.TO_REVIEW, Status.COMPLETED)

# Why a review is folded by the clause of the community rules that it broke, or the clause's chapter.
_Fold = Review.Fold
_FOLDS = {
    "1.4": _Fold.IRRELEVANT,
    "2": _Fold.ABUSE,
    "2.3": _Fold.PRIVACY,
    "3": _Fold.ADVERT,
    "4": _Fold.ILLEGAL,
    "5": _Fold.ILLEGAL,
    "5.3": _Fold.PRIVACY,
    "6.1": _Fold.REWARDED,
    "6.2": _Fold.ILLEGAL,
    "6.4": _Fold.REWARDED,
}

# Counted anew each time, after the product is locked by a statement of its own, so that what others have
# stored meanwhile is seen. Folded reviews count: the fold is about words, not about stars.
_LOCK_PRODUCT = "select store_id from mall_product where id = %s for no key update"
_COUNT = """
with rated as (
    select coalesce(sum(rating), 0)::int as total, count(*)::int as number from orders_review
    where product_id = %(product)s
), counted as (
    update mall_product p set rating_sum = r.total, rating_count = r.number, review_count = r.number
    from rated r where p.id = %(product)s
)
update mall_store set rating_sum = rating_sum + %(rating)s, rating_count = rating_count + 1
where id = %(store)s
"""


@transaction.atomic
def write_review(
    *,
    buyer_id: UUID,
    order_id: UUID,
    line_id: UUID,
    rating: int,
    text: str = "",
    asset_ids: Sequence[UUID] = (),
    is_anonymous: bool = False,
) -> Review:
    """A buyer reviews a line that was received and not given back whole; the order's last one completes it.
    Raises OrderNotFoundError, ReviewNotAllowedError, ReviewInvalidError, PicturesInvalidError."""
    order = Order.objects.select_for_update(no_key=True).filter(id=order_id, buyer_id=buyer_id).first()
    line = OrderLine.objects.filter(id=line_id, order_id=order_id).first() if order else None
    if order is None or line is None:
        raise OrderNotFoundError
    if order.status not in REVIEWABLE or line.reviewed_at or line.refunded_quantity >= line.quantity:
        raise ReviewNotAllowedError
    review = Review(
        id=new_id(),
        line=line,
        order=order,
        product_id=line.product_id,
        variant_id=line.variant_id,
        store_id=order.store_id,
        buyer_id=buyer_id,
        options=line.options,
        rating=rating,
        text=_checked(text, buyer_id, is_needed=False),
        pictures=take_pictures(owner_id=buyer_id, asset_ids=asset_ids, is_public=True),
        is_anonymous=is_anonymous,
    )
    _store(review)
    OrderLine.objects.filter(id=line_id).update(reviewed_at=now())
    _count(line.product_id, rating)
    left = [
        each
        for each in OrderLine.objects.filter(order=order, reviewed_at=None)
        if each.refunded_quantity < each.quantity
    ]
    if not left:
        complete(order_id=order_id, actor="buyer", actor_id=buyer_id)
    tell_store(
        order.store_id,
        "review_written",
        subject_id=line.product_id,
        subject_kind="product",
        roles=("owner", "manager", "service"),
        group_key=f"reviews:{line.product_id}",
        title=line.title,
    )
    return review


def _store(review: Review) -> None:
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError as error:
        raise ReviewNotAllowedError from error


def _checked(text: str, author_id: UUID, *, is_needed: bool = True) -> str:
    cleaned = clean_text(text)
    problem = None
    if len(cleaned) > 2000:
        problem = bilingual("最多 2000 字", "At most 2000 characters")
    elif is_needed and not cleaned:
        problem = bilingual("请写点什么", "Write something")
    elif cleaned and screen(kind="review", author_id=author_id, text=cleaned).decision == "block":
        problem = bilingual("含有平台规则不允许的内容", "This breaks the platform's rules")
    if problem:
        raise ReviewInvalidError(fields={"text": problem})
    return cleaned


def _count(product_id: UUID, rating: int) -> None:
    store_id = sql.fetch_value(_LOCK_PRODUCT, [product_id])
    sql.execute(_COUNT, {"product": product_id, "rating": rating, "store": store_id})
    events.publish(ProductFiguresMoved(product_ids=(product_id,)))


@transaction.atomic
def follow_up(*, buyer_id: UUID, review_id: UUID, text: str, asset_ids: Sequence[UUID] = ()) -> Review:
    """The buyer says more, once, within 180 days. Raises ReviewNotFoundError, ReviewNotAllowedError,
    ReviewInvalidError, PicturesInvalidError."""
    review = _lock(review_id, buyer_id=buyer_id)
    if review.follow_up_at or review.created_at + FOLLOW_UP_WITHIN < now():
        raise ReviewNotAllowedError(bilingual("只能追评一次", "One follow-up only"))
    review.follow_up = _checked(text, buyer_id)
    review.follow_up_pictures = take_pictures(
        owner_id=buyer_id, asset_ids=asset_ids, is_public=not review.is_shut
    )
    review.follow_up_at = now()
    review.save(update_fields=["follow_up", "follow_up_pictures", "follow_up_at"])
    return review


@transaction.atomic
def reply(*, store_id: UUID, review_id: UUID, actor_id: UUID, text: str) -> Review:
    """The store answers, or changes its answer. It can do nothing else to a review. Raises
    ReviewNotFoundError, ReviewInvalidError."""
    review = _lock(review_id, store_id=store_id)
    is_first = review.reply_at is None
    review.reply, review.reply_at = _checked(text, actor_id)[:1000], now()
    review.save(update_fields=["reply", "reply_at"])
    if is_first:
        tell_buyer(review.order_id, "review_answered", excerpt=review.reply[:60])
    return review


@transaction.atomic
def fold_review(*, review_id: UUID, reason: str) -> None:
    """The platform folds a review for a reason that is shown with it, or ("" ) unfolds it; its stars still
    count and everybody can open it (电子商务法 39). What law or privacy forbids to show is shut, its pictures
    too. Raises ReviewNotFoundError."""
    review = _lock(review_id)
    review.fold_reason, review.folded_at = reason, now() if reason else None
    review.save(update_fields=["fold_reason", "folded_at"])
    _open_pictures(review, is_open=not review.is_shut)
    if reason:
        tell_buyer(review.order_id, "review_folded", reason=str(review.get_fold_reason_display()))


def follow_decision(*, review_id: UUID, action: str, rule: str) -> None:
    """A moderator decided on a reported review: it is folded for what the clause (`rule`, such as
    "community-rules 2.3") is about, or unfolded; more is not done to one. Raises ReviewNotFoundError."""
    if action == "fold":
        fold_review(review_id=review_id, reason=_reason_of(rule))
    elif action == "restore":
        fold_review(review_id=review_id, reason=_Fold.NONE)


def _reason_of(rule: str) -> str:
    slug, _, clause = rule.partition(" ")
    if slug != COMMUNITY:
        return _Fold.RULES
    return _FOLDS.get(clause) or _FOLDS.get(clause.partition(".")[0]) or _Fold.RULES


def _open_pictures(review: Review, *, is_open: bool) -> None:
    """Everybody sees the pictures, or their author and the back office alone, who keep seeing them."""
    ids = [each["asset_id"] for each in (*review.pictures, *review.follow_up_pictures)]
    Asset.objects.filter(id__in=ids).update(is_open=is_open, is_kept=True)


@transaction.atomic
def make_note_of(*, buyer_id: UUID, review_id: UUID) -> UUID:
    """Starts a draft with the words, pictures and product of one's review; returns its id, the same one as
    long as it is there. Raises ReviewNotFoundError, DraftLimitError."""
    review = _lock(review_id, buyer_id=buyer_id)
    if review.draft_id:
        return review.draft_id
    line = OrderLine.objects.values("title").get(id=review.line_id)
    pictures = [*review.pictures, *review.follow_up_pictures]
    body = "\n\n".join(part for part in (review.text, review.follow_up) if part)
    draft = create_draft(
        actor_id=buyer_id,
        content=DraftContent(
            title=line["title"][:20],
            body=body,
            asset_ids=[UUID(each["asset_id"]) for each in pictures][:9],
        ),
    )
    review.draft_id = UUID(str(draft["id"]))
    review.save(update_fields=["draft"])
    _name_product(review, review.draft_id)
    return review.draft_id


def _name_product(review: Review, draft_id: UUID) -> None:
    """The draft names what was bought, so that the note stands with the product as a buyer's; the author may
    take it off. Goods that are gone are not named."""
    tag = {"kind": "product", "product_id": review.product_id}
    with suppress(TagsInvalidError):
        set_draft_tags(actor_id=review.buyer_id, draft_id=draft_id, tags=[tag])


def follow_draft(*, draft_id: UUID, note_id: UUID) -> None:
    """A draft that began as a review became a note."""
    Review.objects.filter(draft_id=draft_id).update(note_id=note_id, draft=None)


def _lock(review_id: UUID, **owner: UUID) -> Review:
    review = Review.objects.select_for_update(no_key=True).filter(id=review_id, **owner).first()
    if review is None:
        raise ReviewNotFoundError
    return review
