"""Notes, their pictures, their history, and what readers do with them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from shancha.apps.community.models.categories import Category
from shancha.apps.community.models.media import Asset
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Note(models.Model):
    """What a member writes: pictures or one video, a title and a text.

    `cover`, `pictures` and `video` are ready-made JSON of the assets, so that lists and pages read one
    row; `services.note_media.refresh_note_media` writes them and nothing else does. Counters change
    only together with the row that they count.
    """

    class Kind(models.TextChoices):
        """What it shows."""

        IMAGES = "images", "图文"
        VIDEO = "video", "视频"

    class State(models.TextChoices):
        """Where it is in its life. A draft here is a note that waits for its hour."""

        DRAFT = "draft", "待发布"
        REVIEW = "review", "审核中"
        PUBLIC = "public", "已发布"
        HIDDEN = "hidden", "已隐藏"
        REMOVED = "removed", "已下架"
        DELETED = "deleted", "已删除"

    class Visibility(models.TextChoices):
        """Who may see it once it is public."""

        PUBLIC = "public", "所有人可见"
        FOLLOWERS = "followers", "仅粉丝可见"
        PRIVATE = "private", "仅自己可见"

    class ContentClass(models.TextChoices):
        """Who speaks: a member, a creator or star, or an institution."""

        UGC = "ugc", "UGC"
        PUGC = "pugc", "PUGC"
        PGC = "pgc", "PGC"

    class CommentPolicy(models.TextChoices):
        """Who may comment."""

        EVERYONE = "everyone", "所有人"
        FOLLOWERS = "followers", "仅粉丝"
        NONE = "none", "关闭评论"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, db_column="category_slug", related_name="+", db_index=False
    )
    state = models.CharField(max_length=8, choices=State.choices)
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)
    published_at = models.DateTimeField(null=True, blank=True)
    scheduled_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(
        null=True, blank=True, help_text="first seen by anyone but the author"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)
    place_name = models.CharField(max_length=80, blank=True)
    city_code = models.CharField(max_length=12, blank=True)
    city_name = models.CharField(max_length=40, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    content_class = models.CharField(max_length=4, choices=ContentClass.choices, default=ContentClass.UGC)
    is_paid_cooperation = models.BooleanField(default=False)
    is_ad = models.BooleanField(
        "广告", default=False, help_text="computed by what stands above (`services.ad_marks`), never chosen"
    )
    evaluation = models.JSONField(null=True, blank=True)
    receipt_asset = models.ForeignKey(
        Asset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    comment_policy = models.CharField(
        max_length=10, choices=CommentPolicy.choices, default=CommentPolicy.EVERYONE
    )
    cover_asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cover = models.JSONField(null=True, blank=True)
    pictures = models.JSONField(default=list)
    video = models.JSONField(null=True, blank=True)
    like_count = models.PositiveIntegerField(default=0)
    collect_count = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    share_count = models.PositiveIntegerField(default=0)
    helpful_count = models.PositiveIntegerField(default=0)
    view_count = models.PositiveBigIntegerField(default=0)
    quality = models.FloatField(
        default=0.5, help_text="0 to 1, of the note itself: an input of the ranking, which never changes it"
    )
    hot = models.FloatField(default=0, help_text="heat, copied from the ranking for other lists")
    featured_at = models.DateTimeField(null=True, blank=True)
    featured_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    featured_reason = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="when its reception first brought it to everybody's home page (by what stands above)",
    )
    is_limited = models.BooleanField(default=False, help_text="by decision, kept out of recommendations")
    is_author_limited = models.BooleanField(default=False, help_text="the author is suspended")
    is_demo = models.BooleanField(default=False)
    original_note = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    text_marks = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="hashes of its sentences, to find copies",
    )
    search_version = models.BigIntegerField(
        default=0, help_text="grows with every change that search must see"
    )
    is_recommendable = models.GeneratedField(
        expression=models.ExpressionWrapper(
            Q(state="public", visibility="public", is_limited=False, is_author_limited=False),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        db_table = "community_note"
        verbose_name = "笔记"
        verbose_name_plural = "笔记"
        indexes = [
            models.Index(fields=["author", "state", "-created_at", "-id"], name="community_note_own"),
            models.Index(
                fields=["author", "-published_at", "-id"],
                name="community_note_profile",
                condition=Q(state="public"),
                # What the feed of followed people looks at: it need not fetch the notes it passes over.
                include=["visibility", "is_author_limited"],
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="community_note_fresh",
                condition=Q(is_recommendable=True),
            ),
            models.Index(
                fields=["category", "-published_at", "-id"],
                name="community_note_category_fresh",
                condition=Q(is_recommendable=True),
            ),
            models.Index(
                fields=["city_code", "-published_at", "-id"],
                name="community_note_city",
                condition=Q(is_recommendable=True) & ~Q(city_code=""),
            ),
            models.Index(fields=["search_version"], name="community_note_search"),
            GinIndex(fields=["text_marks"], name="community_note_text_marks"),
            models.Index(fields=["scheduled_at"], name="community_note_due", condition=Q(state="draft")),
            models.Index(
                fields=["deleted_at"],
                name="community_note_deleted",
                condition=Q(state="deleted", purged_at__isnull=True),
            ),
            models.Index(
                fields=["-featured_at", "-id"],
                name="community_note_featured",
                condition=Q(featured_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="community_note_published", condition=~Q(state="public") | Q(published_at__isnull=False)
            ),
            models.CheckConstraint(
                name="community_note_place_whole",
                condition=Q(lat__isnull=True, lng__isnull=True) | Q(lat__isnull=False, lng__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.id)


class NoteAsset(models.Model):
    """A picture or the video of a note, in the author's order."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "community_noteasset"
        constraints = [
            models.UniqueConstraint(fields=["note", "asset"], name="community_noteasset_once"),
            models.UniqueConstraint(
                fields=["note", "position"],
                name="community_noteasset_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.position}"


class NoteHistory(models.Model):
    """A published note as it read before an edit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    category_slug = models.CharField(max_length=24)
    visibility = models.CharField(max_length=10)
    is_paid_cooperation = models.BooleanField()
    evaluation = models.JSONField(null=True, blank=True)
    asset_ids = models.JSONField(default=list)
    replaced_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_notehistory"
        constraints = [
            models.UniqueConstraint(fields=["note", "version"], name="community_notehistory_version")
        ]

    def __str__(self) -> str:
        return f"{self.note_id} v{self.version}"


class Like(models.Model):
    """A reader likes a note, once."""

    pk = models.CompositePrimaryKey("user_id", "note_id")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_like"
        indexes = [
            models.Index(fields=["user", "-created_at", "-note"], name="community_like_own"),
            models.Index(fields=["note", "-created_at"], name="community_like_note"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} likes {self.note_id}"


class Helpful(models.Model):
    """A reader says that a note helped ("对我有用"), once."""

    pk = models.CompositePrimaryKey("user_id", "note_id")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_helpful"

    def __str__(self) -> str:
        return f"{self.user_id} was helped by {self.note_id}"


class Share(models.Model):
    """A trace code under which a note is sent on, in or out of the product. `shared_on` is the latest day (in
    UTC) on which that was done; None while the code was only shown. Visitors have one for each network and
    day, told by a hash."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    network = models.CharField(max_length=64, blank=True, default="", help_text="keyed hash; of visitors")
    channel = models.CharField(max_length=16)
    shared_on = models.DateField(null=True, blank=True)
    arrival_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_share"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "note", "channel"],
                name="community_share_once",
                condition=Q(user__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["network", "note", "channel"],
                name="community_share_once_a_day",
                condition=~Q(network=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ShareArrival(models.Model):
    """Someone came by a shared address; counted once per member, and once a day per network of visitors."""

    pk = models.CompositePrimaryKey("share_id", "visitor")
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="+", db_index=False)
    visitor = models.CharField(max_length=64, help_text="keyed hash of the member or browser")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_sharearrival"

    def __str__(self) -> str:
        return str(self.share_id)
