"""What promotions refuse, each with a stable code."""

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class CouponNotFoundError(ProblemError):
    """No such coupon, or not one that the asker may see."""

    code = "promotions.coupon_not_found"
    status = 404
    detail = bilingual("没有找到这张券", "There is no such coupon")


class CouponNotOpenError(ProblemError):
    """It is not handed out at this time, or never was to everybody."""

    code = "promotions.coupon_not_open"
    status = 409
    detail = bilingual("这张券现在不能领取", "This coupon is not handed out at present")


class CouponGoneError(ProblemError):
    """All have been claimed."""

    code = "promotions.coupon_gone"
    status = 409
    detail = bilingual("来晚了，券已领完", "All of these coupons have been claimed")


class CouponLimitError(ProblemError):
    """The member has had as many as one may have."""

    code = "promotions.coupon_limit"
    status = 409
    detail = bilingual("你已经领过这张券了", "You already have as many of these as one may have")


class MembersOnlyError(ProblemError):
    """Only for holders of the card."""

    code = "promotions.members_only"
    status = 403
    detail = bilingual("这是会员专享，开通小红卡后可领", "This is for members of the card")


class CouponNotUsableError(ProblemError):
    """A chosen coupon was used elsewhere, is held by another order, or has expired.

    `fields` names the claims."""

    code = "promotions.coupon_not_usable"
    status = 409
    detail = bilingual("有薯券已使用或已过期，请重新选择", "A coupon was used or has expired; choose again")


class CouponInvalidError(ProblemError):
    """The terms of a coupon cannot be; `fields` says which."""

    code = "promotions.coupon_invalid"
    status = 422
    detail = bilingual("薯券设置不正确", "Some of the coupon's terms are not valid")


class CouponFixedError(ProblemError):
    """Somebody has it already: what it gives can no longer be changed."""

    code = "promotions.coupon_fixed"
    status = 409
    detail = bilingual(
        "已有人领取，只能改名称、增加数量、暂停或结束",
        "People have it already: only its name, a larger quantity, pausing and ending are possible",
    )


class GiftCodeInvalidError(ProblemError):
    """No such code, used up, or past its time. The same answer for all, so that codes can't be probed."""

    code = "promotions.gift_code_invalid"
    status = 422
    detail = bilingual("兑换码无效、已用完或已过期", "The code is wrong, used up or has expired")


class GiftCodeUsedError(ProblemError):
    """This member has used this code."""

    code = "promotions.gift_code_used"
    status = 409
    detail = bilingual("你已经兑换过这个码", "You have used this code already")


class PlanNotFoundError(ProblemError):
    """No such plan on sale."""

    code = "promotions.plan_not_found"
    status = 404
    detail = bilingual("没有找到这个会员套餐", "There is no such plan")


class TrialUsedError(ProblemError):
    """A card is tried once, and not by those who have one."""

    code = "promotions.trial_used"
    status = 409
    detail = bilingual("每人只能试用一次", "The card can be tried once")


class NotMemberError(ProblemError):
    """There is no card in force."""

    code = "promotions.not_member"
    status = 409
    detail = bilingual("你还不是会员", "You have no card in force")


class PurchaseNotFoundError(ProblemError):
    """No such purchase of this member that could be refunded."""

    code = "promotions.purchase_not_found"
    status = 404
    detail = bilingual("没有找到可退的会员购买", "There is no purchase to refund")


class FreeDeliveriesUsedError(ProblemError):
    """The card's free deliveries were used by another order meanwhile."""

    code = "promotions.free_deliveries_used"
    status = 409
    detail = bilingual(
        "会员免运费次数已用完，请刷新价格", "The free deliveries are used up; refresh the price"
    )


class FlashNotFoundError(ProblemError):
    """No such goods in a flash sale."""

    code = "promotions.flash_not_found"
    status = 404
    detail = bilingual("没有找到这个秒杀", "There is no such flash sale")


class FlashClosedError(ProblemError):
    """The sale has not begun, or is over."""

    code = "promotions.flash_closed"
    status = 409
    detail = bilingual("秒杀未开始或已结束", "The flash sale has not begun or is over")


class FlashSoldOutError(ProblemError):
    """All pieces have gone."""

    code = "promotions.flash_sold_out"
    status = 409
    detail = bilingual("已抢光", "All pieces are gone")


class FlashLimitError(ProblemError):
    """More than one buyer may have, or a second time."""

    code = "promotions.flash_limit"
    status = 409
    detail = bilingual("超出每人限购数量，或已经抢过", "More than one buyer may have, or a second time")


class FlashStateError(ProblemError):
    """The sale is set already, or over; its goods are fixed."""

    code = "promotions.flash_state"
    status = 409
    detail = bilingual("秒杀已就绪或已结束，不能修改", "The sale is set or over and can't be changed")


class FlashInvalidError(ProblemError):
    """Goods that can't stand in a flash sale; `fields` names the variants."""

    code = "promotions.flash_invalid"
    status = 422
    detail = bilingual("有商品不能参加秒杀", "Some goods can't be in a flash sale")
