"""The event log: one table by months, written once, read by figures."""

from django.db import models

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class Event(models.Model):
    """Something that was shown, opened, dwelt on or done. The table is partitioned by month (see
    services.partitions) and only ever added to; months beyond the retention are dropped whole.

    `person` is "u:" and the member's id, "v:" and a keyed hash of the browser, "d:" and a hash that changes
    daily where personalisation is off, or empty once the member is gone. `ms` is a dwell's length.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField("时间", default=now)
    kind = models.CharField("类型", max_length=20)
    person = models.CharField("谁", max_length=40, blank=True)
    note_id = models.UUIDField("笔记", null=True)
    subject_id = models.UUIDField("对象", null=True)
    ms = models.PositiveIntegerField("毫秒", null=True)
    context = models.JSONField("情境", default=dict)

    class Meta:
        db_table = "insights_event"
        managed = False  # made by SQL: Django knows no partitions
        verbose_name = "事件"
        verbose_name_plural = "事件日志"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M:%S}"


class FeedDay(models.Model):
    """How tidy the stream was on a day in China, and who spoke in what was read.

    `cards` were seen in the stream, `repeats` of them by somebody who had seen the same that day;
    `refusals` are notes in which somebody was "not interested" and stayed so. The views are openings of
    notes by the class of their content.
    """

    day = models.DateField("日期", primary_key=True)
    cards = models.PositiveBigIntegerField("曝光", default=0)
    repeats = models.PositiveBigIntegerField("重复", default=0)
    refusals = models.PositiveBigIntegerField("不感兴趣", default=0)
    ugc_views = models.PositiveBigIntegerField("UGC 浏览", default=0)
    pugc_views = models.PositiveBigIntegerField("PUGC 浏览", default=0)
    pgc_views = models.PositiveBigIntegerField("PGC 浏览", default=0)

    class Meta:
        db_table = "insights_feedday"
        verbose_name = verbose_name_plural = "推荐整洁度与内容构成"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class FeedTabDay(models.Model):
    """How pure a category's tab was on a day in China: of the `cards` seen in it, `strays` were refused ("not
    interested") by those who saw them there."""

    pk = models.CompositePrimaryKey("day", "category")
    day = models.DateField("日期")
    category = models.CharField("分类", max_length=40)
    cards = models.PositiveBigIntegerField("曝光", default=0)
    strays = models.PositiveBigIntegerField("被拒", default=0)

    class Meta:
        db_table = "insights_feedtabday"

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.category}"
