"""Topics in the back office: introduced, hosted, promoted, pinned, renamed, merged, banned."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from PIL import Image
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.widgets import (
    UnfoldAdminImageFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from shancha.apps.accounts.admin import note_change
from shancha.apps.community.admin.media import thumbnail
from shancha.apps.community.errors import TopicNotFoundError
from shancha.apps.community.models import Category, NoteTopic, Topic
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.community.services import topic_operations
from shancha.apps.community.services.open_pictures import store_open_picture
from shancha.kit import pictures
from shancha.kit.errors import ProblemError
from shancha.kit.refusals import RefusalAdminMixin

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# What goes from the form to the service as it is.
_PLAIN = (
    *("introduction", "category_slug", "announcement", "sponsor_label", "promotion"),
    *("pinned_until", "starts_at", "ends_at"),
)


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]
    """A topic with the changes that aren't plain fields: another name, a banner, pinned notes, a merger."""

    category_slug = forms.ChoiceField(label="分类", required=False)
    merge_into = forms.CharField(
        label="并入话题",
        required=False,
        help_text="目标话题的 slug；合并后不能撤回",
        widget=UnfoldAdminTextInputWidget,
    )

    banner_picture = forms.ImageField(label="横幅", required=False, widget=UnfoldAdminImageFieldWidget)
    clear_banner = forms.BooleanField(label="去掉横幅", required=False, widget=UnfoldBooleanWidget)
    pinned_notes = forms.CharField(
        label="置顶笔记",
        required=False,
        help_text="每行一篇笔记的链接或编号，按显示顺序；最多 5 篇",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )

    class Meta:
        model = Topic
        fields = (
            "name",
            "introduction",
            "category_slug",
            "banner_picture",
            "clear_banner",
            "pinned_notes",
            "host",
            "announcement",
            "sponsor_label",
            "promotion",
            "pinned_until",
            "starts_at",
            "ends_at",
        )
        labels = {
            "name": "名称",
            "introduction": "简介",
            "host": "主持人",
            "announcement": "公告",
            "sponsor_label": "赞助标注",
            "promotion": "热度加成",
            "pinned_until": "置顶至",
            "starts_at": "开始",
            "ends_at": "结束",
        }
        help_texts = {"promotion": "0.5 表示热度增加一半；负数表示降低"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Category.objects.order_by("position").values_list("slug", "name_zh")
        self.fields["category_slug"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]
        self.fields["banner_picture"].help_text = thumbnail(self.instance.banner)
        # What was changed is told by what the page showed, not by what the host has said since.
        self.fields["announcement"].show_hidden_initial = True
        self.initial["pinned_notes"] = "\n".join(f"/n/{each}" for each in self._pinned())

    def _pinned(self) -> list[UUID]:
        """Those pinned now that everybody sees, in order."""
        pinned = NoteTopic.objects.filter(
            topic_id=self.instance.pk, pinned_at__isnull=False, published_at__isnull=False
        )
        return list(pinned.order_by("-pinned_at", "note_id").values_list("note_id", flat=True)[:5])

    def clean_banner_picture(self) -> Image.Image | None:
        """The picture, opened as members' pictures are."""
        file = self.cleaned_data["banner_picture"]
        if not file:
            return None
        file.seek(0)
        try:
            return pictures.open_picture(file)
        except ProblemError as error:
            raise forms.ValidationError(str(error.detail)) from error

    def clean_pinned_notes(self) -> list[UUID]:
        """The notes' ids."""
        lines = self.cleaned_data["pinned_notes"].split()
        found = [_ID.search(line) for line in lines]
        if not all(found):
            raise forms.ValidationError("请填写笔记的链接或编号，每行一个")
        return [UUID(match.group()) for match in found if match]


@admin.register(Topic)
class TopicAdmin(RefusalAdminMixin, ModelAdmin):  # type: ignore[misc]
    """Topics, hottest first. Every change passes through a service and into the log."""

    form = TopicForm
    list_display = ("name", "slug", "state_badge", "hot", "note_count", "participant_count", "follower_count")
    list_filter = ("state", "category_slug", "is_demo")
    search_fields = ("name_key", "slug")
    ordering = ("-hot", "-id")
    autocomplete_fields = ("host",)
    actions = ("ban", "reopen", "end")
    show_full_result_count = False

    @display(
        description="状态",
        label={"active": "success", "banned": "danger", "merged": "info", "ended": "warning"},
    )
    def state_badge(self, topic: Topic) -> tuple[str, str]:
        """The state, coloured."""
        return topic.state, topic.get_state_display()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Topics are banned or merged, never removed."""
        return False

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        """Creates, edits, pins, renames or merges through the services."""
        values = form.cleaned_data
        edits = {name: values[name] for name in _PLAIN if name in form.changed_data}
        if "host" in form.changed_data:
            edits["host_id"] = values["host"].pk if values["host"] else None
        if values["banner_picture"]:
            edits["banner"] = _store_banner(request, values)
        elif values["clear_banner"]:
            edits["banner"] = None
        if not change:
            obj.pk = topic_operations.create_topic(name=values["name"], **edits).pk
        else:
            topic_operations.edit_topic(topic_id=obj.pk, **edits)
            if "name" in form.changed_data:
                topic_operations.rename_topic(topic_id=obj.pk, name=values["name"])
        if "pinned_notes" in form.changed_data:
            topic_operations.pin_notes(topic_id=obj.pk, note_ids=values["pinned_notes"])
        if values["merge_into"]:
            _merge(obj.pk, values["merge_into"])

    @action(description="封禁 ban")
    def ban(self, request: HttpRequest, topics: QuerySet[Topic]) -> None:
        """Can't be used, found or followed any more; its notes stay."""
        self._set_state(request, topics, "banned")

    @action(description="重新开放 reopen")
    def reopen(self, request: HttpRequest, topics: QuerySet[Topic]) -> None:
        """Opens it again."""
        self._set_state(request, topics, "active")

    @action(description="结束 end")
    def end(self, request: HttpRequest, topics: QuerySet[Topic]) -> None:
        """Takes it off the hot list; its page stays."""
        self._set_state(request, topics, "ended")

    def _set_state(self, request: HttpRequest, topics: QuerySet[Topic], state: str) -> None:
        for topic in topics:
            try:
                topic_operations.set_topic_state(topic_id=topic.pk, state=state)
                note_change(request, topic, state)
            except ProblemError as error:
                self.message_user(request, f"{topic.name}: {error.detail}", messages.ERROR)


def _store_banner(request: HttpRequest, values: dict[str, Any]) -> dict[str, Any] | None:
    owner_id = UUID(str(request.user.pk))
    return picture_json(
        store_open_picture(owner_id=owner_id, image=values["banner_picture"], alt=values["name"])
    )


def _merge(topic_id: UUID, slug: str) -> None:
    target = Topic.objects.filter(slug=slug).first()
    if target is None:
        raise TopicNotFoundError(fields={"merge_into": TopicNotFoundError.detail})
    topic_operations.merge_topics(source_id=topic_id, target_id=target.pk)
