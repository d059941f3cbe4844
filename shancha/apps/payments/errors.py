"""What payments refuses, with stable codes."""

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class PaymentNotFoundError(ProblemError):
    """No such payment of this member."""

    code = "payments.payment_not_found"
    status = 404
    detail = bilingual("支付单不存在", "No such payment")


class PaymentNotOpenError(ProblemError):
    """The payment is paid or closed."""

    code = "payments.payment_not_open"
    status = 409
    detail = bilingual("这笔支付已完成或已关闭", "This payment is paid or closed")


class ProviderUnavailableError(ProblemError):
    """The way to pay does not answer now."""

    code = "payments.provider_unavailable"
    status = 503
    detail = bilingual(
        "这种支付方式暂时不可用，请换一种", "This way to pay is not available now; try another"
    )


class ProviderUnknownError(ProblemError):
    """No such way to pay here."""

    code = "payments.provider_unknown"
    status = 422
    detail = bilingual("这里不支持这种支付方式，请换一种", "There is no such way to pay here; choose another")


class ReturnPathInvalidError(ProblemError):
    """Where to come back to must be a page of ours."""

    code = "payments.return_path_invalid"
    status = 422
    detail = bilingual("返回地址不正确", "The address to come back to is not valid")


class CallbackRefusedError(ProblemError):
    """The callback's signature does not hold."""

    code = "payments.callback_refused"
    status = 400
    detail = bilingual("回调验签失败", "The callback's signature does not hold")


class RefundTooLargeError(ProblemError):
    """More would go back than was paid."""

    code = "payments.refund_too_large"
    status = 409
    detail = bilingual("退款金额超过可退金额", "More would go back than was paid")


class RefundStateError(ProblemError):
    """The refund is past this step."""

    code = "payments.refund_state"
    status = 409
    detail = bilingual("退款当前状态不能这样处理", "This can't be done with the refund in its present state")
