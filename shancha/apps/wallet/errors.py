"""What the wallet refuses, with stable codes."""

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class UnbalancedEntryError(ValueError):
    """A fault of the code: an entry's legs do not sum to zero."""


class EntryMismatchError(ValueError):
    """A fault of the code: a key was used before, for other legs."""


class InsufficientBalanceError(ProblemError):
    """An account would fall below zero."""

    code = "wallet.insufficient"
    status = 409
    detail = bilingual("余额不足", "Not enough in the wallet")


class InsufficientPointsError(InsufficientBalanceError):
    """Fewer points than asked for."""

    code = "wallet.insufficient_points"
    detail = bilingual("积分不足", "Not enough points")


class WalletFrozenError(ProblemError):
    """An operator stopped the wallet."""

    code = "wallet.frozen"
    status = 409
    detail = bilingual("钱包已被冻结，请联系客服", "The wallet is frozen; please contact support")


class HoldSettledError(ProblemError):
    """What was set aside has been captured or released already."""

    code = "wallet.hold_settled"
    status = 409
    detail = bilingual("这笔占用已经结束", "What was set aside has been settled already")


class ReturnTooLargeError(ProblemError):
    """More would come back than was spent."""

    code = "wallet.return_too_large"
    status = 409
    detail = bilingual("退回金额超过已使用金额", "More would come back than was spent")


class AmountInvalidError(ProblemError):
    """The amount is outside what is allowed; `fields` says why."""

    code = "wallet.amount_invalid"
    status = 422
    detail = bilingual("金额不在允许范围内", "The amount is outside what is allowed")


class IdentityInvalidError(ProblemError):
    """Name or identity number is not valid; `fields` says which."""

    code = "wallet.identity_invalid"
    status = 422
    detail = bilingual("姓名或身份证号不正确", "The name or the identity number is not valid")


class IdentityRequiredError(ProblemError):
    """To withdraw, the owner's identity is needed first."""

    code = "wallet.identity_required"
    status = 409
    detail = bilingual("请先完成实名信息", "Please give your name and identity number first")


class IdentityFixedError(ProblemError):
    """The identity was given before; changing it is for support."""

    code = "wallet.identity_fixed"
    status = 409
    detail = bilingual("实名信息已提交，如需更改请联系客服", "Already given; contact support to change it")


class WithdrawalAccountError(ProblemError):
    """The receiving account is not valid, or belongs to somebody else."""

    code = "wallet.withdrawal_account"
    status = 422
    detail = bilingual("收款账户不正确", "The receiving account is not valid")


class WithdrawalLimitError(ProblemError):
    """Too many, or too much, for one day."""

    code = "wallet.withdrawal_limit"
    status = 409
    detail = bilingual("今天的提现次数或金额已达上限", "Today's number or amount of withdrawals is reached")


class WithdrawalNotFoundError(ProblemError):
    """No such withdrawal."""

    code = "wallet.withdrawal_not_found"
    status = 404
    detail = bilingual("提现申请不存在", "No such withdrawal")


class WithdrawalStateError(ProblemError):
    """The withdrawal is past this step."""

    code = "wallet.withdrawal_state"
    status = 409
    detail = bilingual("当前状态不能这样处理", "This can't be done in its present state")
