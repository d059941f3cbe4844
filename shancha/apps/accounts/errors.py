"""Refusals of the accounts app."""

from shancha.kit.errors import NotFoundError, ProblemError
from shancha.kit.language import bilingual


class SignInRequiredError(ProblemError):
    """Nobody is signed in."""

    code = "accounts.sign_in_required"
    status = 401
    detail = bilingual("请先登录", "Please sign in first")


class CsrfFailedError(ProblemError):
    """A change was asked with a session cookie but without the page's token."""

    code = "accounts.csrf_failed"
    status = 403
    detail = bilingual("页面已过期，请刷新后再试", "This page is out of date; please refresh")


class TokenScopeError(ProblemError):
    """The API token was not given this scope."""

    code = "accounts.token_scope"
    status = 403
    detail = bilingual("这个令牌没有所需的权限", "This token lacks the scope needed")


class TokenNotAllowedError(ProblemError):
    """Account security and the back office are closed to API tokens."""

    code = "accounts.token_not_allowed"
    status = 403
    detail = bilingual("此操作需要在网页或应用中登录完成", "This needs a signed-in session, not a token")


class SuspendedError(ProblemError):
    """The account is suspended: it reads, exports and appeals, but does not write."""

    code = "accounts.suspended"
    status = 403
    detail = bilingual("账号已被封停，暂时不能进行此操作", "This account is suspended and can't do this")


class MutedError(ProblemError):
    """The account may not post for a while."""

    code = "accounts.muted"
    status = 403
    detail = bilingual("账号正在禁言中，暂时不能发布内容", "This account can't post for now")


class DeletionBlockedError(ProblemError):
    """Something must be settled before the account can go; GET /me/deletion lists what."""

    code = "accounts.deletion_blocked"
    status = 409
    detail = bilingual(
        "还有未了结的事项，处理完才能注销", "Some things must be settled before the account can go"
    )


class DeletingError(ProblemError):
    """The account is about to be deleted."""

    code = "accounts.deleting"
    status = 403
    detail = bilingual("账号正在注销，撤回注销后才能继续", "This account is being deleted; cancel that first")


class PhoneRequiredError(ProblemError):
    """The first write needs a verified phone."""

    code = "accounts.phone_required"
    status = 403
    detail = bilingual("发布前请先验证手机号", "Please verify a phone number before posting")


class RoleRequiredError(ProblemError):
    """Only moderators or operators may."""

    code = "accounts.role_required"
    status = 403
    detail = bilingual("没有权限进行此操作", "You may not do this")


class UserNotFoundError(NotFoundError):
    """No such member, or one who is hidden from the asker."""

    code = "accounts.user_not_found"
    detail = bilingual("没有找到这位用户", "No such person")


class PhoneInvalidError(ProblemError):
    """Not a phone number that can receive text messages."""

    code = "accounts.phone_invalid"
    status = 422
    detail = bilingual("手机号格式不对", "Not a valid mobile number")


class PhoneTakenError(ProblemError):
    """The proven number belongs to another account."""

    code = "accounts.phone_taken"
    status = 409
    detail = bilingual("这个手机号已绑定其他账号", "This number belongs to another account")


class EmailTakenError(ProblemError):
    """The proven address belongs to another account."""

    code = "accounts.email_taken"
    status = 409
    detail = bilingual("这个邮箱已绑定其他账号", "This address belongs to another account")


class CodeWrongError(ProblemError):
    """The code does not match, is used up, or has lapsed; which of them is not told."""

    code = "accounts.code_wrong"
    status = 422
    detail = bilingual("验证码不对或已过期", "The code is wrong or has lapsed")


class CredentialsWrongError(ProblemError):
    """Address and password do not belong together; whether the address is known is not told."""

    code = "accounts.credentials_wrong"
    status = 422
    detail = bilingual("邮箱或密码不对", "Wrong e-mail or password")


class PasswordWeakError(ProblemError):
    """The password is too short, too common or too much like the name."""

    code = "accounts.password_weak"
    status = 422
    detail = bilingual(
        "密码至少 8 位，不能太常见，不能全是数字", "At least 8 characters, not a common one, not only digits"
    )


class KeyInvalidError(ProblemError):
    """A link from an e-mail that is wrong, used or too old."""

    code = "accounts.key_invalid"
    status = 422
    detail = bilingual("链接无效或已过期，请重新获取", "This link is not valid any more; ask for a new one")


class MethodUnavailableError(ProblemError):
    """The operator has not set up this way of signing in."""

    code = "accounts.method_unavailable"
    status = 409
    detail = bilingual("暂不支持这种登录方式", "This way of signing in is not available here")


class ProofRequiredError(ProblemError):
    """A change of contact or the deletion needs proof: a code, a password or a fresh sign-in."""

    code = "accounts.proof_required"
    status = 403
    detail = bilingual("请先验证身份", "Please prove that it is you first")


class PasskeyInvalidError(ProblemError):
    """The authenticator's answer does not check out."""

    code = "accounts.passkey_invalid"
    status = 422
    detail = bilingual("通行密钥验证失败，请重试", "The passkey could not be verified; please try again")


class LastMethodError(ProblemError):
    """Removing it would lock the owner out."""

    code = "accounts.last_method"
    status = 409
    detail = bilingual(
        "这是最后一种登录方式，不能移除", "This is the last way to sign in and can't be removed"
    )


class HandleTakenError(ProblemError):
    """Somebody has this handle."""

    code = "accounts.handle_taken"
    status = 409
    detail = bilingual("这个山茶号已被使用", "This id is taken")


class HandleFixedError(ProblemError):
    """The handle can be changed once."""

    code = "accounts.handle_fixed"
    status = 409
    detail = bilingual("山茶号只能修改一次", "The id can be changed only once")


class HandleInvalidError(ProblemError):
    """Handles have 4 to 20 of a-z, 0-9, _ and -, and begin with a letter."""

    code = "accounts.handle_invalid"
    status = 422
    detail = bilingual(
        "山茶号为 4 到 20 位小写字母、数字、下划线或短横，以字母开头",
        "4 to 20 of a-z, 0-9, _ and -, beginning with a letter",
    )


class NicknameInvalidError(ProblemError):
    """Nicknames have 1 to 20 characters that can be seen."""

    code = "accounts.nickname_invalid"
    status = 422
    detail = bilingual("昵称为 1 到 20 个字", "1 to 20 characters, please")


class NicknameReservedError(ProblemError):
    """The nickname reads like a verified member's or the platform's own."""

    code = "accounts.nickname_reserved"
    status = 409
    detail = bilingual(
        "这个昵称容易与认证用户混淆，请换一个",
        "This name could be taken for a verified account's; choose another",
    )


class PlaceUnknownError(ProblemError):
    """The city code is not in the list of places."""

    code = "accounts.place_unknown"
    status = 422
    detail = bilingual("没有这个城市", "No such city")


class InterestUnknownError(ProblemError):
    """One of the categories does not exist."""

    code = "accounts.interest_unknown"
    status = 422
    detail = bilingual("有分类不存在", "One of the categories does not exist")


class SelfRelationError(ProblemError):
    """Nobody follows, blocks or mutes themselves."""

    code = "accounts.self_relation"
    status = 422
    detail = bilingual("不能对自己这样做", "You can't do this to yourself")


class BlockedError(ProblemError):
    """One of the two has blocked the other."""

    code = "accounts.blocked"
    status = 403
    detail = bilingual("由于拉黑设置，无法进行此操作", "A block is in the way")


class FollowLimitError(ProblemError):
    """Nobody follows more than 5,000 people."""

    code = "accounts.follow_limit"
    status = 409
    detail = bilingual("最多关注 5000 人", "You can follow 5,000 people at most")


class ListHiddenError(ProblemError):
    """The member keeps this list private."""

    code = "accounts.list_hidden"
    status = 403
    detail = bilingual("对方没有公开这个列表", "This list is private")


class PinWrongError(ProblemError):
    """Not the PIN of the minors' mode."""

    code = "accounts.pin_wrong"
    status = 422
    detail = bilingual("监护密码不对", "Wrong PIN")


class PinNeededError(ProblemError):
    """In the minors' mode, settings are opened with the guardian's PIN only."""

    code = "accounts.pin_needed"
    status = 403
    detail = bilingual(
        "青少年模式下放宽设置需要监护密码", "In the minors' mode this needs the guardian's PIN"
    )


class RoleMissingError(ProblemError):
    """The member has no verified role that could be taken back."""

    code = "accounts.role_missing"
    status = 409
    detail = bilingual("这位成员没有认证身份", "This member has no verified role")


class VerificationOpenError(ProblemError):
    """An application is under review, or the role is held already."""

    code = "accounts.verification_open"
    status = 409
    detail = bilingual("已有申请在审核，或已是该身份", "An application is open or the role is already yours")


class VerificationClosedError(ProblemError):
    """The application was decided or withdrawn already."""

    code = "accounts.verification_closed"
    status = 409
    detail = bilingual("这份申请已经处理过了", "This application has been decided")


class ExportPendingError(ProblemError):
    """An export is being made."""

    code = "accounts.export_pending"
    status = 409
    detail = bilingual("已有导出正在准备", "An export is already under way")


class ExportGoneError(ProblemError):
    """The file's seven days are over, or it was never made."""

    code = "accounts.export_gone"
    status = 410
    detail = bilingual("导出文件已过期，请重新导出", "The file has lapsed; please export again")


class TooManyTokensError(ProblemError):
    """Twenty tokens at most."""

    code = "accounts.too_many_tokens"
    status = 409
    detail = bilingual("最多 20 个令牌", "Twenty tokens at most")


class LastOperatorError(ProblemError):
    """The platform must keep one operator."""

    code = "accounts.last_operator"
    status = 409
    detail = bilingual("至少要保留一位运营", "At least one operator must remain")
