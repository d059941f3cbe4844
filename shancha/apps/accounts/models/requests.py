"""What members ask the platform for: verification and their data; and what they agreed to."""

from django.db import models
from django.db.models import Q

from shancha.apps.accounts.models.people import Role, User
from shancha.kit import clock
from shancha.kit.ids import new_id


class VerificationRequest(models.Model):
    """How a member came to a verified role, or did not: an application that an operator decides (at most one
    is open for a member), a role earned by the published rule, or one that an operator gave."""

    class Source(models.TextChoices):
        APPLIED = "applied", "本人申请"
        RULE = "rule", "按规则获得"
        OPERATOR = "operator", "运营授予"

    class State(models.TextChoices):
        PENDING = "pending", "待审核"
        APPROVED = "approved", "已通过"
        REFUSED = "refused", "未通过"
        WITHDRAWN = "withdrawn", "已撤回"
        REVOKED = "revoked", "已取消"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="verification_requests")
    role = models.CharField("申请身份", max_length=12, choices=Role)
    category_slug = models.CharField("领域", max_length=40, blank=True, default="")
    label = models.CharField("认证说明", max_length=40, blank=True)
    source = models.CharField(
        "来源", max_length=8, choices=Source, default=Source.APPLIED, db_default="applied"
    )
    evidence = models.TextField("证明材料", blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PENDING)
    reason = models.CharField("理由", max_length=300, blank=True, default="")
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("提交于", default=clock.now)
    decided_at = models.DateTimeField("决定于", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "认证申请"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="pending"), name="accounts_verification_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label or self.get_role_display()} ({self.get_state_display()})"


class EvidencePicture(models.Model):
    """A private picture beside an application; seen by operators alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(VerificationRequest, models.CASCADE, related_name="pictures")
    path = models.CharField(max_length=120)

    class Meta:
        verbose_name = verbose_name_plural = "证明图片"

    def __str__(self) -> str:
        return self.path


class ExportRequest(models.Model):
    """A member's order of all own data; the file is private and kept for seven days."""

    class State(models.TextChoices):
        QUEUED = "queued", "排队中"
        READY = "ready", "可下载"
        FAILED = "failed", "失败"
        EXPIRED = "expired", "已过期"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="exports")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    path = models.CharField(max_length=120, blank=True, default="")
    size = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "数据导出"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="queued"), name="accounts_export_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.state}"


class Consent(models.Model):
    """That a member agreed to something, in which version and when. Rows are only added."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="consents", db_index=False)
    kind = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    granted = models.BooleanField(default=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "同意记录"
        indexes = [models.Index(fields=["user", "kind", "-at"], name="accounts_consent_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
