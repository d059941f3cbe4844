"""What people look for here and can't buy (看得到却买不到)."""

from django.conf import settings
from django.db import models

from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Wanted(models.Model):
    """A thing that people want to be sold here, with how many do.

    `key` is "barcode:" + its fourteen digits, "words:" + the words folded (both from `wanting`), or
    "product:" + the id of one that can't be bought now. `people` counts `Want` rows and
    changes only together with them.
    """

    class Kind(models.TextChoices):
        """What the key is made of."""

        BARCODE = "barcode", "条形码"
        WORDS = "words", "名称"
        PRODUCT = "product", "商品"

    key = models.CharField(primary_key=True, max_length=100)
    kind = models.CharField("类型", max_length=8, choices=Kind.choices)
    label = models.CharField("名称", max_length=80)
    people = models.PositiveIntegerField("人数", default=0)
    first_at = models.DateTimeField("首次", default=now)
    last_at = models.DateTimeField("最近", default=now)

    class Meta:
        db_table = "mall_wanted"
        verbose_name = verbose_name_plural = "想在这里买到"
        indexes = [models.Index(fields=["-people", "key"], name="mall_wanted_most")]

    def __str__(self) -> str:
        return self.label


class Want(models.Model):
    """A member wants a thing to be sold here, once."""

    class Source(models.TextChoices):
        """Where they missed it."""

        SCAN = "scan", "扫一扫"
        SEARCH = "search", "搜索"
        TAG = "tag", "笔记标记"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    wanted = models.ForeignKey(Wanted, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.CharField(max_length=6, choices=Source.choices)
    note = models.ForeignKey(
        "community.Note", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_want"
        indexes = [models.Index(fields=["wanted", "-created_at"], name="mall_want_latest")]
        constraints = [models.UniqueConstraint(fields=["user", "wanted"], name="mall_want_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.wanted_id}"
