"""Who follows, blocks, mutes whom; what people care about."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from shancha.apps.accounts.models.people import User
from shancha.kit import clock


class Follow(models.Model):
    """One member follows another. Both members' counts change in the same transaction."""

    id = models.BigAutoField(primary_key=True)
    follower = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    followee = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=clock.now, db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = "关注"
        constraints = [
            models.UniqueConstraint(fields=["follower", "followee"], name="accounts_follow_once"),
            models.CheckConstraint(condition=~Q(follower=F("followee")), name="accounts_follow_another"),
        ]
        indexes = [
            models.Index(fields=["followee", "-id"], name="accounts_follow_followers"),
            models.Index(fields=["follower", "-id"], name="accounts_follow_following"),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} → {self.followee_id}"


class Block(models.Model):
    """Neither sees the other anywhere, and neither can act on the other."""

    id = models.BigAutoField(primary_key=True)
    blocker = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now, db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = "拉黑"
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="accounts_block_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="accounts_block_another"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} × {self.blocked_id}"


class Mute(models.Model):
    """The muter no longer meets the muted in lists; the muted is not told."""

    id = models.BigAutoField(primary_key=True)
    muter = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    muted = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now, db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = "屏蔽"
        constraints = [
            models.UniqueConstraint(fields=["muter", "muted"], name="accounts_mute_once"),
            models.CheckConstraint(condition=~Q(muter=F("muted")), name="accounts_mute_another"),
        ]

    def __str__(self) -> str:
        return f"{self.muter_id} – {self.muted_id}"


class Interest(models.Model):
    """A category that a member chose, in the member's order."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="interests", db_index=False)
    category_slug = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = verbose_name_plural = "兴趣"
        constraints = [
            models.UniqueConstraint(fields=["user", "category_slug"], name="accounts_interest_once")
        ]
        indexes = [models.Index(fields=["category_slug", "user"], name="accounts_interest_by_category")]

    def __str__(self) -> str:
        return self.category_slug


class Visitor(models.Model):
    """What somebody without an account chose at first open, under the key in their cookie.

    Moves to the account at sign-up; swept when it has not been touched for half a year.
    """

    key = models.CharField(max_length=30, primary_key=True)
    interests = models.JSONField(default=list, blank=True)
    city_code = models.CharField(max_length=6, blank=True, default="")
    city_name = models.CharField(max_length=40, blank=True, default="")
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    personalised = models.BooleanField(default=True)
    dwell_consent = models.BooleanField(default=False)
    updated_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "访客"

    def __str__(self) -> str:
        return self.key
