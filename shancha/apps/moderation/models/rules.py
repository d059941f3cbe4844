"""The platform's own rules and terms, in versions that are announced before they bind."""

from django.db import models

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class Rule(models.Model):
    """One version of one text. It binds from `effective_at`, at least seven days after `announced_at`
    (the first version excepted). Bodies are Markdown; a clause is a line that begins with its number.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=120)
    body_zh = models.TextField()
    body_en = models.TextField()
    change_zh = models.CharField(max_length=300, blank=True)
    change_en = models.CharField(max_length=500, blank=True)
    must_accept = models.BooleanField(default=False)
    announced_at = models.DateTimeField(default=now)
    effective_at = models.DateTimeField()

    class Meta:
        db_table = "moderation_rule"
        verbose_name = "平台规则 rule"
        verbose_name_plural = "平台规则 rules"
        ordering = ["position", "slug", "-version"]
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="rule_version")]

    def __str__(self) -> str:
        return f"{self.title_zh} v{self.version}"
