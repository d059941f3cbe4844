"""What discovery refuses, each with a stable code."""

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class CategoryUnknownError(ProblemError):
    """No such category."""

    code = "discovery.category_unknown"
    status = 404
    detail = bilingual("没有这个分类", "No such category")


class PlaceNeededError(ProblemError):
    """Nearby needs a position or a city."""

    code = "discovery.place_needed"
    status = 422
    detail = bilingual("需要位置或城市才能看附近", "A position or a city is needed to look nearby")


class NearbyOffError(ProblemError):
    """In the minors' mode there is no nearby feed."""

    code = "discovery.nearby_off"
    status = 403
    detail = bilingual("青少年模式下不提供附近", "There is no nearby feed in the minors' mode")


class FeedbackTargetError(ProblemError):
    """The note is gone, or has no such author, category or topic."""

    code = "discovery.feedback_target"
    status = 404
    detail = bilingual("这篇笔记已经不在了", "The note is no longer there")


class InterestUnknownError(ProblemError):
    """The profile holds no such line."""

    code = "discovery.interest_unknown"
    status = 404
    detail = bilingual("没有这一项", "No such entry")
