"""Refusals of the orders app, each with a stable code."""

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class OrderNotFoundError(ProblemError):
    """No such order, or it is another's."""

    code = "orders.order_not_found"
    status = 404
    detail = bilingual("订单不存在", "No such order")


class OrderStateError(ProblemError):
    """The order is not, or no longer, in a state that allows this."""

    code = "orders.order_state"
    status = 409
    detail = bilingual("订单状态已变化，请刷新后再试", "The order has moved on; please reload")


class OrderFrozenError(ProblemError):
    """A claim is open on the order; it stands still until that is settled."""

    code = "orders.order_frozen"
    status = 409
    detail = bilingual("订单有售后在处理，暂时不能这样操作", "A claim on this order is open; this must wait")


class AddressNotFoundError(ProblemError):
    """No such address of this member."""

    code = "orders.address_not_found"
    status = 404
    detail = bilingual("地址不存在", "No such address")


class AddressInvalidError(ProblemError):
    """An address can't be as given; `fields` says why."""

    code = "orders.address_invalid"
    status = 422
    detail = bilingual("地址填写不完整", "The address is not complete")


class AddressLimitError(ProblemError):
    """Too many addresses."""

    code = "orders.address_limit"
    status = 409
    detail = bilingual("地址数量已达上限，请先删除一些", "The address book is full; delete some first")


class IdentityNotFoundError(ProblemError):
    """No such identity of this member."""

    code = "orders.identity_not_found"
    status = 404
    detail = bilingual("实名信息不存在", "No such identity")


class IdentityInvalidError(ProblemError):
    """Name or number can't be right, or the person is too young; `fields` says which."""

    code = "orders.identity_invalid"
    status = 422
    detail = bilingual("实名信息填写不正确", "Name or identity number is not right")


class IdentityLimitError(ProblemError):
    """Too many identities."""

    code = "orders.identity_limit"
    status = 409
    detail = bilingual("最多保存 5 个实名信息", "At most five identities can be kept")


class CartLineNotFoundError(ProblemError):
    """No such line in this cart."""

    code = "orders.cart_line_not_found"
    status = 404
    detail = bilingual("购物车中没有这件商品", "This is not in the cart")


class CartFullError(ProblemError):
    """Too many different things in the cart."""

    code = "orders.cart_full"
    status = 409
    detail = bilingual("购物车已满，请先清理一些商品", "The cart is full; take something out first")


class GoodsUnavailableError(ProblemError):
    """The variant does not exist or is not on sale."""

    code = "orders.goods_unavailable"
    status = 409
    detail = bilingual("商品已下架或不可购买", "This can't be bought now")


class CheckoutNotFoundError(ProblemError):
    """No such checkout of this member, or it has lapsed."""

    code = "orders.checkout_not_found"
    status = 404
    detail = bilingual("结算页已失效，请返回购物车重新结算", "This checkout has lapsed; please start again")


class CheckoutEmptyError(ProblemError):
    """Nothing that can be bought was chosen."""

    code = "orders.checkout_empty"
    status = 409
    detail = bilingual("请先选择要购买的商品", "Choose something to buy first")


class CheckoutPlacedError(ProblemError):
    """The order was placed from this checkout already; `group_id` names it."""

    code = "orders.checkout_placed"
    status = 409
    detail = bilingual("订单已提交，请到订单列表查看", "The order has been placed; see your orders")


class CheckoutStaleError(ProblemError):
    """What was to be bought has left the cart in between, such as by another checkout."""

    code = "orders.checkout_stale"
    status = 409
    detail = bilingual("购物车已变化，请重新结算", "The cart has changed; please check out again")


class CheckoutIncompleteError(ProblemError):
    """Something is still to be chosen; `fields` says what."""

    code = "orders.checkout_incomplete"
    status = 422
    detail = bilingual("还有信息需要补充", "Something is still missing")


class PriceChangedError(ProblemError):
    """The amounts differ from those shown; the answer carries the old total and the new quote."""

    code = "orders.price_changed"
    status = 409
    detail = bilingual("价格或库存有变化，请确认后再提交", "Prices or stock have changed; please look again")


class DutyUnknownError(ProblemError):
    """A single article above the limit of an order owes duty; the tax table has no rate for its HS code."""

    code = "orders.duty_unknown"
    status = 409
    detail = bilingual(
        "该商品超过跨境单次限额，需缴关税，但暂无适用税率，不能下单",
        "This article is above the limit of an order and owes duty at a rate that is not known here yet",
    )


class OrderLimitError(ProblemError):
    """A cross-border order above the limit for one order; order fewer at once."""

    code = "orders.order_limit"
    status = 409
    detail = bilingual(
        "跨境商品单次订单不能超过限额，请减少数量分次下单",
        "A cross-border order may not exceed the limit; please order fewer at once",
    )


class YearLimitError(ProblemError):
    """The buyer's cross-border purchases of this year would pass the limit; `left` is what remains, fen."""

    code = "orders.year_limit"
    status = 409
    detail = bilingual(
        "该实名信息本年度跨境购物额度不足", "This identity's cross-border allowance for the year is used up"
    )


class ShippingInvalidError(ProblemError):
    """The parcel can't be as described; `fields` says why."""

    code = "orders.shipping_invalid"
    status = 422
    detail = bilingual("发货信息填写不正确", "The parcel is not described correctly")


class RemindTooSoonError(ProblemError):
    """The merchant was reminded today."""

    code = "orders.remind_too_soon"
    status = 429
    detail = bilingual("今天已经提醒过商家了", "The store has been reminded today")


class InvoiceFileInvalidError(ProblemError):
    """An invoice's file is none of the kinds, broken, or too large."""

    code = "orders.invoice_file_invalid"
    status = 422
    detail = bilingual(
        "请上传 5 MB 以内的 PDF、OFD 或 XML 电子发票",
        "Give the electronic invoice as PDF, OFD or XML of at most 5 MB",
    )


class InvoiceFileNotFoundError(ProblemError):
    """The invoice has no file (yet), or is another's."""

    code = "orders.invoice_file_not_found"
    status = 404
    detail = bilingual("还没有电子发票", "There is no electronic invoice")


class InvoiceExistsError(ProblemError):
    """An invoice was asked for already."""

    code = "orders.invoice_exists"
    status = 409
    detail = bilingual("已申请过发票", "An invoice was asked for already")


class RefundTooLargeError(ProblemError):
    """More would go back than is left of what was paid; `most` says how much may."""

    code = "orders.refund_too_large"
    status = 409
    detail = bilingual("退款金额超过可退金额", "More would go back than is left")


class AfterSaleNotFoundError(ProblemError):
    """No such case, or it is another's."""

    code = "orders.after_sale_not_found"
    status = 404
    detail = bilingual("售后单不存在", "No such case")


class AfterSaleInvalidError(ProblemError):
    """The case can't be as asked; `fields` says why."""

    code = "orders.after_sale_invalid"
    status = 422
    detail = bilingual("售后信息填写不正确", "The case is not described correctly")


class AfterSaleOpenError(ProblemError):
    """A case about this line is open already."""

    code = "orders.after_sale_open"
    status = 409
    detail = bilingual("这件商品已有售后在处理", "A case about this is open already")


class AfterSaleStateError(ProblemError):
    """The case is not, or no longer, in a state that allows this."""

    code = "orders.after_sale_state"
    status = 409
    detail = bilingual("售后状态已变化，请刷新后再试", "The case has moved on; please reload")


class AfterSaleNotAllowedError(ProblemError):
    """This kind of case is not open to the line (any more); `reason` says why."""

    code = "orders.after_sale_not_allowed"
    status = 409
    detail = bilingual("当前不能申请这种售后", "This kind of case is not possible now")


class ReturnByRightError(ProblemError):
    """A return without a reason within seven days can't be refused (消费者权益保护法 25)."""

    code = "orders.return_by_right"
    status = 409
    detail = bilingual("七天无理由退货不能拒绝", "A return within seven days can't be refused")


class ReturnAddressMissingError(ProblemError):
    """The store has not said where returned goods go."""

    code = "orders.return_address_missing"
    status = 409
    detail = bilingual("请先在店铺设置里填写退货地址", "Say first, in the store's settings, where returns go")


class ReplacementMissingError(ProblemError):
    """The warehouse has no other piece for an exchange; the store may offer the money instead."""

    code = "orders.replacement_missing"
    status = 409
    detail = bilingual(
        "仓库没有可换的库存，可以向买家提议改为退款",
        "There is no other piece in stock; offer a refund instead",
    )


class GoodsRecalledError(ProblemError):
    """The goods were called back; `fields` says which."""

    code = "orders.goods_recalled"
    status = 409
    detail = bilingual("商品已被召回，不能发货", "Goods that were called back can't be sent")


class ReviewNotFoundError(ProblemError):
    """No such review."""

    code = "orders.review_not_found"
    status = 404
    detail = bilingual("评价不存在", "No such review")


class ReviewNotAllowedError(ProblemError):
    """Only who received and kept the goods may review them, once."""

    code = "orders.review_not_allowed"
    status = 409
    detail = bilingual(
        "收货后才能评价，且每件商品只能评价一次", "Only what you received can be reviewed, once"
    )


class ReviewInvalidError(ProblemError):
    """A review can't be as given; `fields` says why."""

    code = "orders.review_invalid"
    status = 422
    detail = bilingual("评价内容填写不正确", "The review is not right")


class PayoutAccountMissingError(ProblemError):
    """The store has not said where its money goes."""

    code = "orders.payout_account_missing"
    status = 409
    detail = bilingual("请先填写收款账户", "Say first where the money goes")


class CompensationError(ProblemError):
    """A ruling gives nothing, more than the law does, or another amount than it gave before."""

    code = "orders.compensation_invalid"
    status = 422
    detail = bilingual("赔偿金额不正确", "Not an amount of compensation")


class TrackingNoticeRefusedError(ProblemError):
    """A notice on parcels that the tracking provider in use did not sign."""

    code = "orders.tracking_notice_refused"
    status = 400
    detail = bilingual("签名不正确", "The signature is not right")


class ResaleFlagStateError(ProblemError):
    """Somebody has looked at the flag before."""

    code = "orders.resale_flag_state"
    status = 409
    detail = bilingual("已核查过", "This was looked at before")


class PicturesInvalidError(ProblemError):
    """A picture is not one's own, not ready, or there are too many."""

    code = "orders.pictures_invalid"
    status = 422
    detail = bilingual(
        "图片不存在、还在处理中，或超过 9 张", "A picture is missing or not ready, or more than nine"
    )
