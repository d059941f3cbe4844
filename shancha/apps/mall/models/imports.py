"""Files of goods on their way in."""

from django.conf import settings
from django.db import models

from shancha.apps.mall.models.stores import Store
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class CatalogueImport(models.Model):
    """A CSV of products, prices and stock that a merchant sent, and how far it has come.

    `is_trial` checks every row and writes nothing. The file lies in private storage until it is swept. `done`
    counts rows dealt with, in the same transaction as what they wrote, so that a job that was broken off goes
    on where it stopped. `errors` are [row number, column, message in Chinese, message in English].
    """

    class Status(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", "排队中"
        WORKING = "working", "处理中"
        DONE = "done", "已完成"
        FAILED = "failed", "失败"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+", db_index=False)
    actor = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    filename = models.CharField(max_length=120)
    path = models.CharField(max_length=120)
    errors = models.JSONField(default=list, blank=True)
    is_trial = models.BooleanField(default=False)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=40, blank=True, default="")
    created_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "mall_catalogueimport"
        indexes = [models.Index(fields=["store", "-created_at", "-id"], name="mall_import_list")]

    def __str__(self) -> str:
        return f"{self.filename} {self.status}"
