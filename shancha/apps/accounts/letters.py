"""What the platform writes to mailboxes and phones, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from shancha.kit.language import bilingual


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject (none for text messages), a body, the link or code in it, and when it is void."""

    subject: str
    body: str
    code: str = ""
    expires_at: datetime | None = None

    def fields(self) -> dict[str, Any]:
        """For `services.outgoing.send_email`."""
        return {"subject": self.subject, "body": self.body, "code": self.code, "expires_at": self.expires_at}


def _letter(subject: str, body: str, *, link: str = "", expires_at: datetime | None = None) -> Letter:
    return Letter(str(subject), f"{body}\n\n{link}" if link else str(body), link, expires_at)


def confirm_sign_up(key: str, expires_at: datetime) -> Letter:
    """The link that makes an account."""
    site = settings.SITE_NAME
    return _letter(
        bilingual(f"验证邮箱，加入{site}", f"Confirm your address for {site}"),
        bilingual(
            "点击下面的链接完成注册，24 小时内有效。如果不是你本人操作，请忽略这封邮件，不会创建账号。",
            "Follow the link within 24 hours to finish signing up. "
            "If it was not you, ignore this letter and no account will be made.",
        ),
        link=f"{settings.BASE_URL}/login/email?key={key}",
        expires_at=expires_at,
    )


def known_account() -> Letter:
    """To somebody who signs up though they have an account."""
    return _letter(
        bilingual("你已经有账号了", "You already have an account"),
        bilingual(
            "有人用这个邮箱注册，但它已有账号。可以直接登录或找回密码。",
            "Somebody tried to sign up with this address, which has an account already. "
            "You can sign in or reset the password.",
        ),
        link=f"{settings.BASE_URL}/login",
    )


def reset_password(key: str) -> Letter:
    """The link for a new password."""
    return _letter(
        bilingual("重设密码", "Reset your password"),
        bilingual(
            "点击下面的链接设置新密码，1 小时内有效。如果不是你本人操作，请忽略。",
            "Follow the link within an hour to set a new password. If it was not you, ignore this letter.",
        ),
        link=f"{settings.BASE_URL}/login/reset?key={key}",
    )


def confirm_email(key: str) -> Letter:
    """The link that binds a new address."""
    return _letter(
        bilingual("确认新邮箱", "Confirm your new address"),
        bilingual(
            "点击下面的链接，把这个邮箱绑定到你的账号，1 小时内有效。",
            "Follow the link within an hour to bind this address to your account.",
        ),
        link=f"{settings.BASE_URL}/settings/account?email_key={key}",
    )


def email_changed() -> Letter:
    """To the former address."""
    return _letter(
        bilingual("邮箱已更换", "Your address was changed"),
        bilingual(
            "你的账号已绑定新的邮箱。如非本人操作，请尽快联系我们。",
            "Your account now has another e-mail address. If that was not you, contact us at once.",
        ),
    )


def code_text(code: str) -> str:
    """The text message with a one-time code."""
    site = settings.SITE_NAME
    return str(
        bilingual(
            f"【{site}】验证码 {code}，5 分钟内有效。请勿告诉他人，工作人员不会索要。",
            f"{site}: your code is {code}, valid for 5 minutes. Never share it.",
        )
    )


def phone_changed_text(masked: str) -> str:
    """The text message to the former number."""
    site = settings.SITE_NAME
    return str(
        bilingual(
            f"【{site}】账号的手机号已改为 {masked}。如非本人操作，请尽快联系我们。",
            f"{site}: your account's phone is now {masked}. Not you? Contact us at once.",
        )
    )
