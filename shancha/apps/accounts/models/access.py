"""Ways in: sessions, tokens, one-time codes, messages that carry them, and the record of sign-ins."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from shancha.apps.accounts.models.people import User
from shancha.kit import clock
from shancha.kit.crypto import EncryptedTextField
from shancha.kit.ids import new_id


class Session(AbstractBaseSession):
    """A signed-in device (or a nameless session during a passkey's or OAuth's dance).

    `session_key` is a digest of the cookie's value, so that a copy of the table opens no account.
    """

    id = models.UUIDField(default=new_id, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField("设备", max_length=80, blank=True, default="")
    address = models.GenericIPAddressField("地址", null=True, blank=True)
    created_at = models.DateTimeField("登录于", default=clock.now)
    last_seen_at = models.DateTimeField("最近使用", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "登录设备"

    def __str__(self) -> str:
        return f"{self.device} {self.last_seen_at:%Y-%m-%d %H:%M}"


class ApiToken(models.Model):
    """A key for programs. Only its hash is kept; `hint` is its last four characters."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    scopes = ArrayField(models.CharField(max_length=10))
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "API 令牌"

    def __str__(self) -> str:
        return f"{self.name} …{self.hint}"


class OneTimeCode(models.Model):
    """Six digits sent to a phone: hashed, five minutes, five tries, used once.

    `target_hash` is the phone's keyed hash; `purpose` keeps a code for signing in from changing a phone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    target_hash = models.CharField(max_length=64)
    purpose = models.CharField(max_length=10)
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "验证码"
        indexes = [
            models.Index(fields=["target_hash", "purpose", "-created_at"], name="accounts_code_latest")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%H:%M:%S}"


class PendingSignUp(models.Model):
    """A sign-up by e-mail that waits for proof of the address. No account exists before that.
    `visitor_key` is that of the browser which asked: the link may be followed in another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    password = models.CharField(max_length=128)
    nickname = models.CharField(max_length=40, blank=True, default="")
    rules = models.JSONField(default=list, blank=True)
    visitor_key = models.CharField(max_length=30, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "待验证注册"

    def __str__(self) -> str:
        return self.email


class OutgoingMessage(models.Model):
    """A text message or e-mail to send, encrypted; emptied once it is sent.

    With the outbox provider it is kept readable for a day, for the developer's outbox page.
    """

    class Channel(models.TextChoices):
        SMS = "sms", "短信"
        EMAIL = "email", "邮件"

    class State(models.TextChoices):
        QUEUED = "queued", "待发"
        SENT = "sent", "已发"
        KEPT = "kept", "在发件箱"
        LAPSED = "lapsed", "过期未发"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=5, choices=Channel)
    recipient = EncryptedTextField()
    subject = models.CharField(max_length=120, blank=True, default="")
    body = EncryptedTextField(blank=True, default="")
    code = EncryptedTextField(blank=True, default="")
    state = models.CharField(max_length=6, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=clock.now, db_index=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "外发消息"

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class LoginRecord(models.Model):
    """Sign-ins and what endangers them, kept for the time the law asks (settings, at least 180 days)."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", db_index=False)
    kind = models.CharField("事件", max_length=20)
    method = models.CharField("方式", max_length=20, blank=True, default="")
    address = models.GenericIPAddressField("地址", null=True, blank=True)
    device = models.CharField("设备", max_length=80, blank=True, default="")
    at = models.DateTimeField("时间", default=clock.now, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "登录日志"
        indexes = [models.Index(fields=["user", "-at"], name="loginrecord_of_user")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
