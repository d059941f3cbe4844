"""Reports, and the cases they fold into: one open case for each subject."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class CaseState(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", "待处理 open"
    DECIDED = "decided", "已处理 decided"


class CaseSource(models.TextChoices):
    """What opened a case."""

    REPORT = "report", "举报 report"
    SCREENING = "screening", "机器审核 screening"
    MODERATOR = "moderator", "巡查 moderator"


class ReportOutcome(models.TextChoices):
    """What a report led to; empty until it is answered."""

    UPHELD = "upheld", "成立 upheld"
    REJECTED = "rejected", "不成立 rejected"
    OVERTURNED = "overturned", "申诉后撤销 overturned"


class Case(models.Model):
    """Everything that speaks against one subject, waiting for one decision.

    `subject_kind` and `subject_id` are an opaque reference into an app above. `snapshot` is the evidence
    as it stood when the case was opened, kept also when the subject is deleted. `harm` (0-1, by the gravest
    reason), `reach` (people who may have seen it) and `probability` (0-1) make `priority`; `due_at` is the
    earliest promise given to a reporter. `machine_action` is what was done before a person looked.
    `fingerprint` is the same for texts that differ in decoration alone (0 where there is no text).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField("对象", max_length=20)
    subject_id = models.UUIDField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="作者"
    )
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    source = models.CharField("来源", max_length=10, choices=CaseSource, default=CaseSource.REPORT)
    reason = models.CharField(max_length=20)
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    snapshot = models.JSONField(default=dict)
    signals = models.JSONField(default=list)
    fingerprint = models.BigIntegerField(default=0, db_default=0)
    harm = models.FloatField(default=0)
    reach = models.PositiveIntegerField("影响人数", default=0)
    probability = models.FloatField("违规概率", default=0)
    priority = models.FloatField(default=0)
    report_count = models.PositiveIntegerField("举报数", default=0)
    report_weight = models.FloatField("举报权重", default=0)
    machine_action = models.CharField("机器先行", max_length=10, blank=True)
    due_at = models.DateTimeField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="领取人",
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    is_on_legal_hold = models.BooleanField("证据保全", default=False)
    note = models.TextField("备注", blank=True)
    opened_at = models.DateTimeField("立案时间", default=now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "moderation_case"
        verbose_name = "案件 case"
        verbose_name_plural = "案件 cases"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], condition=Q(state="open"), name="case_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["-priority", "opened_at"], condition=Q(state="open"), name="case_queue"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="case_due"),
            models.Index(fields=["subject_kind", "subject_id", "-opened_at"], name="case_subject"),
            models.Index(fields=["author", "-opened_at"], name="case_author"),
            models.Index(
                fields=["fingerprint", "-opened_at"], condition=~Q(fingerprint=0), name="case_alike"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} · {self.reason} · {self.opened_at:%m-%d %H:%M}"


class Report(models.Model):
    """One member's report of one subject. `weight` is what it counted, by the reporter's record at that
    moment; `answer_due_at` is the promise shown to the reporter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    reason = models.CharField(max_length=20)
    text = models.CharField(max_length=500, blank=True)
    weight = models.FloatField(default=1)
    outcome = models.CharField(max_length=10, choices=ReportOutcome, blank=True)
    created_at = models.DateTimeField(default=now)
    answer_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "moderation_report"
        verbose_name = "举报 report"
        verbose_name_plural = "举报 reports"
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "subject_kind", "subject_id"],
                condition=Q(answered_at=None),
                name="report_one_open",
            ),
        ]
        indexes = [models.Index(fields=["reporter", "-id"], name="report_reporter")]

    def __str__(self) -> str:
        return f"{self.reason} · {self.created_at:%m-%d %H:%M}"
