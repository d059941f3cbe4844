"""The word list that operators keep, its version, and who changed what."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class WordCategory(models.TextChoices):
    """Why a word stands in the list; names the reason told to the author."""

    ABUSE = "abuse", "辱骂 abuse"
    SEXUAL = "sexual", "色情低俗 sexual"
    ILLEGAL = "illegal", "违法 illegal"
    MINORS = "minors", "危害未成年人 minors"
    FRAUD = "fraud", "诈骗 fraud"
    WECHAT_AD = "wechat_ad", "微商引流 wechat ad"
    FAKE_AGENT = "fake_agent", "虚假代购 fake agent"
    OTHER = "other", "其他 other"


class WordLevel(models.TextChoices):
    """What a hit does: `allow` shields a longer harmless word from a shorter entry inside it."""

    ALLOW = "allow", "放行 allow"
    REVIEW = "review", "送审 review"
    BLOCK = "block", "拦截 block"


class Word(models.Model):
    """A word or phrase, matched in the normalised text. `is_matched_by_sound` also finds it written with
    other characters of the same sound or in pinyin; `sounds` holds them, reckoned when it is saved."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    text = models.CharField(max_length=40, unique=True)
    category = models.CharField(max_length=10, choices=WordCategory)
    level = models.CharField(max_length=10, choices=WordLevel)
    is_matched_by_sound = models.BooleanField(default=False)
    sounds = ArrayField(models.CharField(max_length=300), default=list, blank=True, editable=False)
    is_active = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "moderation_word"
        verbose_name = "词 word"
        verbose_name_plural = "词表 words"
        ordering = ["category", "text"]

    def __str__(self) -> str:
        return self.text


class WordList(models.Model):
    """The list's version: one row, raised by every change, so that each process knows when to read again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "moderation_wordlist"

    def __str__(self) -> str:
        return f"v{self.version}"


class WordChange(models.Model):
    """What a version of the list changed, and who did it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField()
    word = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "moderation_wordchange"
        verbose_name = "词表改动 word change"
        verbose_name_plural = "词表改动 word changes"

    def __str__(self) -> str:
        return f"v{self.version} · {self.word}"
