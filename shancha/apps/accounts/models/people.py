"""The member: who they are, what they chose, what they may."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from shancha.kit import clock
from shancha.kit.crypto import EncryptedTextField
from shancha.kit.ids import new_id


class Role(models.TextChoices):
    """What a member is to the community; everything but `member` is verified by an operator."""

    MEMBER = "member", "成员"
    CREATOR = "creator", "达人"
    STAR = "star", "明星"
    OFFICIAL = "official", "官方"


class Status(models.TextChoices):
    """Where an account stands. `services.standing` keeps it in step with the times beside it."""

    ACTIVE = "active", "正常"
    MUTED = "muted", "禁言"
    SUSPENDED = "suspended", "封停"
    DELETING = "deleting", "注销中"
    DELETED = "deleted", "已注销"


class Gender(models.TextChoices):
    """As the member wishes to be shown."""

    UNSPECIFIED = "unspecified", "不透露"
    FEMALE = "female", "女"
    MALE = "male", "男"
    OTHER = "other", "其他"


class Language(models.TextChoices):
    """Languages of the interface."""

    CHINESE = "zh-Hans", "简体中文"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    """Finds members by handle. Accounts are made by `services.sign_up`, not here."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """By handle, as Django's password sign-in asks."""
        return self.get(handle=(username or "").lower())


class User(AbstractBaseUser):
    """A member. `handle` is the 山茶号, unique for ever; `nickname` is not unique.

    Counts are kept in the same transaction as what they count. The phone is encrypted and found by
    its keyed hash. `privacy` and `notices` are described by the schemas of the settings.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handle = models.CharField("山茶号", max_length=20, unique=True)
    nickname = models.CharField("昵称", max_length=40)
    nickname_key = models.CharField(max_length=40, editable=False, db_default="")
    bio = models.CharField("简介", max_length=400, blank=True, default="", db_default="")
    avatar_key = models.CharField(max_length=30, blank=True, default="", db_default="")
    cover_key = models.CharField(max_length=30, blank=True, default="", db_default="")
    gender = models.CharField(
        "性别", max_length=12, choices=Gender, default=Gender.UNSPECIFIED, db_default="unspecified"
    )
    birth_date = models.DateField("生日", null=True, blank=True)
    city_code = models.CharField(max_length=6, blank=True, default="", db_default="")
    city_name = models.CharField("城市", max_length=40, blank=True, default="", db_default="")
    lat = models.FloatField(null=True, blank=True, help_text="Rounded to 0.05°, given by consent.")
    lng = models.FloatField(null=True, blank=True, help_text="Rounded to 0.05°, given by consent.")

    email = models.EmailField("邮箱", blank=True, default="", db_default="")
    phone = EncryptedTextField(null=True, blank=True)
    phone_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    phone_verified_at = models.DateTimeField(null=True, blank=True)

    role = models.CharField("身份", max_length=12, choices=Role, default=Role.MEMBER, db_default="member")
    badge_label = models.CharField("认证说明", max_length=40, blank=True, default="", db_default="")
    badge_category = models.CharField("认证领域", max_length=40, blank=True, default="", db_default="")
    is_moderator = models.BooleanField("审核员", default=False, db_default=False)
    is_operator = models.BooleanField("运营", default=False, db_default=False)

    status = models.CharField(
        "状态", max_length=12, choices=Status, default=Status.ACTIVE, db_default="active"
    )
    muted_until = models.DateTimeField("禁言至", null=True, blank=True)
    suspended_at = models.DateTimeField("封停于", null=True, blank=True)
    suspended_until = models.DateTimeField(
        "封停至", null=True, blank=True, help_text="Empty while suspended: for good."
    )
    delete_at = models.DateTimeField("注销于", null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    follower_count = models.PositiveIntegerField("粉丝", default=0, db_default=0)
    following_count = models.PositiveIntegerField("关注", default=0, db_default=0)
    note_count = models.PositiveIntegerField("笔记", default=0, db_default=0)
    liked_count = models.PositiveIntegerField("获赞与收藏", default=0, db_default=0)

    personalised = models.BooleanField("个性化推荐", default=True, db_default=True)
    dwell_consent = models.BooleanField("浏览时长采集", default=False, db_default=False)
    minor_mode = models.BooleanField("青少年模式", default=False, db_default=False)
    minor_pin = models.CharField(max_length=128, blank=True, default="", db_default="", editable=False)
    language = models.CharField(
        "语言", max_length=8, choices=Language, default=Language.CHINESE, db_default="zh-Hans"
    )
    privacy = models.JSONField(default=dict, blank=True, db_default={})
    notices = models.JSONField(default=dict, blank=True, db_default={})

    handle_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_at = models.DateTimeField("加入于", default=clock.now, editable=False)
    is_demo = models.BooleanField("示例内容", default=False, db_default=False)

    objects = UserManager()

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nickname"]

    class Meta:
        verbose_name = verbose_name_plural = "用户"
        indexes = [
            models.Index(
                fields=["nickname_key"], name="accounts_user_verified_name", condition=~Q(role="member")
            ),
            models.Index(fields=["-follower_count", "id"], name="accounts_user_by_followers"),
            # The leaders of a category (`queries.leaders`).
            models.Index(
                F("badge_category"),
                (F("follower_count") + F("liked_count")).desc(),
                F("id"),
                name="accounts_user_leaders",
                condition=Q(role__in=("creator", "star")) & ~Q(badge_category=""),
            ),
            models.Index(fields=["city_code"], name="accounts_user_by_city", condition=~Q(city_code="")),
            models.Index(
                fields=["delete_at"], name="accounts_user_to_delete", condition=Q(delete_at__isnull=False)
            ),
            models.Index(
                fields=["muted_until"], name="accounts_user_muted", condition=Q(muted_until__isnull=False)
            ),
            models.Index(
                fields=["suspended_until"],
                name="accounts_user_suspended",
                condition=Q(suspended_until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=list(Status.values)), name="accounts_user_status_known"
            ),
            models.CheckConstraint(condition=Q(role__in=list(Role.values)), name="accounts_user_role_known"),
            models.CheckConstraint(
                condition=Q(phone_hash__isnull=False, phone__isnull=False)
                | Q(phone_hash__isnull=True, phone__isnull=True),
                name="accounts_user_phone_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nickname} @{self.handle}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether one may sign in at all: only an account that is gone may not."""
        return self.status != Status.DELETED

    @property
    def is_staff(self) -> bool:
        """Whether the back office opens: to moderators and operators in good standing."""
        return (self.is_moderator or self.is_operator) and self.status in {Status.ACTIVE, Status.MUTED}

    @property
    def is_superuser(self) -> bool:
        """Nobody is above the roles."""
        return False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Back-office permissions by role (Django's names, `app.action_model`), for tables of ours alone."""
        app, _, codename = perm.partition(".")
        if not self.is_staff or not _is_ours(app):
            return False
        deed, _, table = codename.partition("_")
        return self.is_operator or (
            deed in MODERATED_APPS.get(app, ()) and f"{app}.{table}" not in OPERATORS_TABLES
        )

    def has_perms(self, perm_list: list[str], obj: Any = None) -> bool:
        """All of them."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether any of an app's tables is open to the role."""
        return self.is_staff and _is_ours(app_label) and (self.is_operator or app_label in MODERATED_APPS)


def _is_ours(app_label: str) -> bool:
    return apps.is_installed(f"shancha.apps.{app_label}")


# Applicants are promised that operators alone see what they send as evidence.
OPERATORS_TABLES = frozenset({"accounts.verificationrequest", "accounts.evidencepicture"})
# What a moderator who is no operator may do in each app's back office.
MODERATED_APPS: dict[str, frozenset[str]] = {
    "accounts": frozenset({"view"}),
    "community": frozenset({"view", "change"}),
    "moderation": frozenset({"view", "change", "add"}),
    "messaging": frozenset({"view"}),
}
