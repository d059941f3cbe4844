"""By which rule a member becomes a creator (达人)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from shancha.kit.clock import now


class CreatorRule(models.Model):
    """What a member must have done in one category within `days` to be a creator of it: published so many
    notes, and received so many likes and collects for them; and so many followers, and so old an account.
    One row, set by operators and shown to everybody."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_on = models.BooleanField("按规则授予达人", default=True)
    days = models.PositiveSmallIntegerField(
        "统计天数", default=90, validators=[MinValueValidator(7), MaxValueValidator(365)]
    )
    note_count = models.PositiveSmallIntegerField(
        "同一领域的笔记数", default=10, validators=[MinValueValidator(1)]
    )
    praise_count = models.PositiveIntegerField(
        "这些笔记获得的赞与收藏", default=500, validators=[MinValueValidator(1)]
    )
    follower_count = models.PositiveIntegerField("粉丝数", default=100)
    account_days = models.PositiveSmallIntegerField("注册满（天）", default=30)
    updated_at = models.DateTimeField("更新于", default=now)

    class Meta:
        db_table = "community_creatorrule"
        verbose_name = verbose_name_plural = "达人规则"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="community_creatorrule_one")]

    def __str__(self) -> str:
        return f"{self.days} 天内 {self.note_count} 篇、{self.praise_count} 赞藏"
