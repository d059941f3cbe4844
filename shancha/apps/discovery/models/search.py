"""What search keeps beside its index: changes to write into it, synonyms, pinned results, what was asked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shancha.kit.clock import now


class IndexChange(models.Model):
    """Something whose entry in the index is out of date; written with the change, removed once indexed."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=5)
    subject_id = models.UUIDField()

    class Meta:
        db_table = "discovery_indexchange"

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class IndexState(models.Model):
    """How far the index has followed `community_note.search_version`. One row.

    A version may be committed after a higher one, so the sweep reads again from `settled`, which trails
    `seen` by two minutes: longer than any transaction lasts.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    settled = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "discovery_indexstate"

    def __str__(self) -> str:
        return f"{self.settled}…{self.seen}"


class Synonym(models.Model):
    """Words that mean the same in search, such as a brand's names."""

    id = models.BigAutoField(primary_key=True)
    words = ArrayField(models.CharField("词", max_length=40), verbose_name="同义词组")
    is_active = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "discovery_synonym"
        verbose_name = "同义词"
        verbose_name_plural = "同义词"

    def __str__(self) -> str:
        return " = ".join(self.words)


class PinnedResult(models.Model):
    """A note, topic or member, or an address, that leads the results for chosen words between two dates."""

    id = models.BigAutoField(primary_key=True)
    words = ArrayField(models.CharField(max_length=40), verbose_name="搜索词")
    kind = models.CharField(
        "类型", max_length=6, choices=[("note", "笔记"), ("topic", "话题"), ("user", "用户"), ("link", "链接")]
    )
    target = models.CharField("目标", max_length=200, help_text="笔记或用户的编号、话题的 slug，或站内地址")
    title = models.CharField("标题", max_length=60, blank=True)
    starts_at = models.DateTimeField("开始", default=now)
    ends_at = models.DateTimeField("结束", null=True, blank=True)
    position = models.PositiveSmallIntegerField("位置", default=0)

    class Meta:
        db_table = "discovery_pinnedresult"
        verbose_name = "置顶搜索结果"
        verbose_name_plural = "置顶搜索结果"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{'、'.join(self.words)} → {self.kind} {self.target}"


class SearchLog(models.Model):
    """One search as the platform counts it: a person's repeats within an hour count once (`person` is a
    keyed hash that changes every day). Kept for half a year; zero results show what is missing."""

    id = models.BigAutoField(primary_key=True)
    query = models.CharField(max_length=60)
    person = models.CharField(max_length=32)
    result_count = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "discovery_searchlog"
        verbose_name = "搜索记录"
        verbose_name_plural = "搜索记录"
        indexes = [
            models.Index(fields=["-created_at"], name="searchlog_latest"),
            models.Index(fields=["query", "-created_at"], name="searchlog_query"),
        ]

    def __str__(self) -> str:
        return self.query


class SearchHistory(models.Model):
    """What one viewer searched for, for their eyes only; never written with personalisation off."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=60)
    query = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "discovery_searchhistory"
        constraints = [models.UniqueConstraint(fields=["key", "query"], name="searchhistory_once")]
        indexes = [models.Index(fields=["key", "-at"], name="searchhistory_latest")]

    def __str__(self) -> str:
        return self.query
