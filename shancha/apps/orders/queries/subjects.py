"""Reviews as moderation sees them: reported, folded, never removed."""

from uuid import UUID

from shancha.apps.moderation.subjects import SubjectKind, SubjectSnapshot, picture_addresses
from shancha.apps.orders.models import Review


def describe_review(review_id: UUID) -> SubjectSnapshot | None:
    """A review as it stands."""
    review = Review.objects.select_related("product").filter(id=review_id).first()
    if review is None:
        return None
    return SubjectSnapshot(
        author_id=review.buyer_id,
        title=review.product.title,
        text="\n".join(part for part in (review.text, review.follow_up) if part),
        url=f"/product/{review.product_id}?review={review.id}",
        pictures=picture_addresses([*review.pictures, *review.follow_up_pictures]),
        reach=review.product.review_count,
    )


REVIEW = SubjectKind(
    kind="review",
    describe=describe_review,
    name_zh="评价",
    name_en="review",
    actions=("none", "fold", "restore"),
)
