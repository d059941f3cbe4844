"""What operators set for everybody."""

from django.db import models
from django.db.models import Q

from shancha.kit.clock import now


class WritingRule(models.Model):
    """What is asked of members before they write. One row, set by operators."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    phone_required = models.BooleanField(
        "发布前须验证手机号", default=True, help_text="《网络安全法》要求用户提供真实身份信息后方可发布"
    )
    updated_at = models.DateTimeField("更新于", default=now)

    class Meta:
        db_table = "accounts_writingrule"
        verbose_name = verbose_name_plural = "发布规则"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="accounts_writingrule_one")]

    def __str__(self) -> str:
        return "发布前须验证手机号" if self.phone_required else "发布前不须验证手机号"
