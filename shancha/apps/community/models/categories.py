"""The categories that notes are filed under."""

from django.db import models


class Category(models.Model):
    """A field of interest such as 护肤; operators edit the list, notes keep the slug."""

    slug = models.SlugField(primary_key=True, max_length=24)
    name_zh = models.CharField(max_length=20)
    name_en = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "community_category"
        ordering = ["position", "slug"]
        verbose_name = "分类"
        verbose_name_plural = "分类"

    def __str__(self) -> str:
        return self.name_zh
