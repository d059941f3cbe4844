"""Decisions, what follows from them for people, appeals, and the ledger that proves them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from shancha.apps.moderation.models.cases import Case
from shancha.kit.clock import now
from shancha.kit.ids import new_id


class Action(models.TextChoices):
    """What happens to the subject."""

    NONE = "none", "不处理 none"
    FOLD = "fold", "折叠 fold"
    LIMIT = "limit", "限制推荐 limit reach"
    HIDE = "hide", "仅自己可见 hide"
    REMOVE = "remove", "移除 remove"
    RESTORE = "restore", "恢复 restore"
    RESET = "reset", "重置资料 reset profile"


class SanctionKind(models.TextChoices):
    """What happens to the person."""

    WARN = "warn", "警告 warn"
    LIMIT = "limit", "限制推荐 limit reach"
    MUTE = "mute", "禁言 mute"
    SUSPEND = "suspend", "封号 suspend"


class ProfilePart(models.TextChoices):
    """What of a profile can be reset."""

    NICKNAME = "nickname", "昵称 nickname"
    AVATAR = "avatar", "头像 avatar"
    COVER = "cover", "背景图 cover"
    BIO = "bio", "简介 bio"


class AppealState(models.TextChoices):
    """Where an appeal stands."""

    OPEN = "open", "待复核 open"
    UPHELD = "upheld", "维持原决定 upheld"
    OVERTURNED = "overturned", "撤销原决定 overturned"


class ReadingCause(models.TextChoices):
    """Why a decision is read a second time."""

    BAN = "ban", "封号 ban"
    SAMPLE = "sample", "抽查 sample"


class ReadingState(models.TextChoices):
    """What the second reader found."""

    OPEN = "open", "待复读 open"
    CONFIRMED = "confirmed", "同意 confirmed"
    REVERSED = "reversed", "不同意 reversed"


class Decision(models.Model):
    """One decision on one case: what, by which clause (`rule_slug`, `clause`), why, by whom.

    `moderator` is empty for the machine (`is_automatic`). `reason` is the statement given to the author.
    `parts` names what of a profile was reset; `carried_from` is the decision on an earlier account of the
    same person whose measure goes on here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions")
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_automatic = models.BooleanField(default=False)
    action = models.CharField(max_length=10, choices=Action)
    rule_slug = models.CharField(max_length=40, blank=True)
    rule_version = models.PositiveIntegerField(default=0)
    clause = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)
    parts = ArrayField(models.CharField(max_length=10, choices=ProfilePart), default=list, db_default=[])
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)
    appealable_until = models.DateTimeField(null=True)
    overturned_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "moderation_decision"
        verbose_name = "处理决定 decision"
        verbose_name_plural = "处理决定 decisions"
        indexes = [
            models.Index(fields=["author", "-id"], name="decision_author"),
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="decision_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} · {self.action} · {self.created_at:%m-%d %H:%M}"


class Sanction(models.Model):
    """A measure against a person, from `starts_at` to `ends_at` (empty: until lifted). `lifted_by` is the
    moderator who ended it early, `lift_reason` why; both are empty where an appeal or its time ended it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="sanction")
    kind = models.CharField(max_length=10, choices=SanctionKind)
    starts_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    lift_reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "moderation_sanction"
        verbose_name = "处罚 sanction"
        verbose_name_plural = "处罚 sanctions"
        indexes = [models.Index(fields=["user", "-starts_at"], name="sanction_user")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.starts_at:%m-%d %H:%M}"


class SanctionTrace(models.Model):
    """That a measure was in force when its account was deleted: by `mark` (a keyed hash of a phone, an
    address or a provider's account) a new account of the same person is known, and the measure goes on there
    until `ends_at` (empty: for good). It names nobody, and goes with the measure's time."""

    id = models.BigAutoField(primary_key=True)
    mark = models.CharField(max_length=64)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=SanctionKind)
    ends_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "moderation_sanctiontrace"
        constraints = [models.UniqueConstraint(fields=["mark", "decision"], name="trace_once")]

    def __str__(self) -> str:
        return f"{self.kind} until {self.ends_at}"


class Strike(models.Model):
    """A mark against a person for one upheld decision. Weighs `points` until it expires or is removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="strike")
    points = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "moderation_strike"
        indexes = [
            models.Index(fields=["user", "expires_at"], condition=Q(removed_at=None), name="strike_active")
        ]

    def __str__(self) -> str:
        return f"{self.points} until {self.expires_at:%Y-%m-%d}"


class Appeal(models.Model):
    """An author's objection to a decision: once for each, judged by somebody who did not decide it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=AppealState, default=AppealState.OPEN)
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "moderation_appeal"
        verbose_name = "申诉 appeal"
        verbose_name_plural = "申诉 appeals"
        indexes = [models.Index(fields=["due_at"], condition=Q(state="open"), name="appeal_due")]

    def __str__(self) -> str:
        return f"{self.state} · {self.created_at:%m-%d %H:%M}"


class SecondReading(models.Model):
    """A decision that somebody else reads again: every suspension, and one in twenty at random (`cause`), so
    that it shows how far moderators can be relied on, also where nobody appeals."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="second_reading")
    cause = models.CharField(max_length=10, choices=ReadingCause)
    state = models.CharField(max_length=10, choices=ReadingState, default=ReadingState.OPEN)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "moderation_secondreading"
        verbose_name = "复读 second reading"
        verbose_name_plural = "复读 second readings"
        indexes = [models.Index(fields=["due_at"], condition=Q(state="open"), name="reading_due")]

    def __str__(self) -> str:
        return f"{self.cause} · {self.state} · {self.created_at:%m-%d %H:%M}"


class LedgerEntry(models.Model):
    """One line of the public ledger: what was decided, no word of whom. Each line's `hash` covers the line
    before it, so that none can be changed or taken out unseen; a trigger refuses to try."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=10)
    body = models.JSONField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "moderation_ledgerentry"
        indexes = [models.Index(fields=["at"], name="ledger_at")]

    def __str__(self) -> str:
        return f"{self.sequence} · {self.kind}"
