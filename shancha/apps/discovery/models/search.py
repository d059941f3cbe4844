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
        "类型",
        max_length=6,
        choices=[("note", "笔记"), ("topic", "话题"), ("user", "用户"), ("link", "链接")],
    )
    target = models.CharField(
        "目标", max_length=200, help_text="笔记编号、话题地址名、用户的山茶号，或以 / 开头的站内地址"
    )
    title = models.CharField("标题", max_length=60, blank=True)
    text = models.CharField("说明", max_length=80, blank=True)
    label = models.CharField("角标", max_length=12, blank=True, help_text="空则显示“置顶”")
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
    """One search as the platform counts it: a person's repeats within an hour count once. `person` and
    `network` are keyed hashes that change every day. Kept for half a year; zero results show what is
    missing."""

    id = models.BigAutoField(primary_key=True)
    query = models.CharField("搜索词", max_length=60)
    person = models.CharField(max_length=32)
    network = models.CharField(max_length=32)
    result_count = models.PositiveIntegerField("结果数")
    created_at = models.DateTimeField("时间", default=now)

    class Meta:
        db_table = "discovery_searchlog"
        verbose_name = "搜索记录"
        verbose_name_plural = "搜索记录"
        indexes = [
            models.Index(fields=["-created_at"], name="searchlog_latest"),
            models.Index(fields=["person", "query", "-created_at"], name="searchlog_person"),
        ]

    def __str__(self) -> str:
        return self.query


class SearchQuery(models.Model):
    """A query that several people made, reckoned from the log by a job: what suggestions and the hot list
    draw on.

    `people` counts persons per day over thirty days, `missing_people` those who found nothing; `heat` wears
    down by half every twelve hours. `is_clean` is what the word lists say; `is_hidden` and `pinned_position`
    are the operators' veto and choice, and hold whatever the figures say.
    """

    query = models.CharField("搜索词", max_length=60, primary_key=True)
    spelled = models.CharField(max_length=160, blank=True, editable=False)
    initials = models.CharField(max_length=60, blank=True, editable=False)
    people = models.PositiveIntegerField("人数", default=0)
    missing_people = models.PositiveIntegerField("无结果人数", default=0)
    heat = models.FloatField("热度", default=0)
    is_clean = models.BooleanField("词库通过", default=True)
    is_hidden = models.BooleanField("不展示", default=False)
    pinned_position = models.PositiveSmallIntegerField("热搜固定位", null=True, blank=True)
    updated_at = models.DateTimeField("更新于", default=now)

    class Meta:
        db_table = "discovery_searchquery"
        verbose_name = "热搜与常搜词"
        verbose_name_plural = "热搜与常搜词"
        indexes = [
            models.Index(fields=["-heat"], name="searchquery_heat"),
            models.Index(fields=["-missing_people"], name="searchquery_missing"),
            models.Index(fields=["query"], name="searchquery_begins", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["spelled"], name="searchquery_spelled", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["initials"], name="searchquery_initials", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.query


class MissingQuery(SearchQuery):
    """A query that people made and found nothing."""

    class Meta:
        proxy = True
        verbose_name = "无结果搜索"
        verbose_name_plural = "无结果搜索"


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
