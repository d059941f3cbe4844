"""Topics in the back office: introduced, hosted, promoted, pinned, renamed, merged, banned."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminTextInputWidget

from shancha.apps.accounts.admin import note_change
from shancha.apps.community.models import Category, Topic
from shancha.apps.community.services import topic_operations
from shancha.kit.errors import ProblemError
from shancha.kit.refusals import RefusalAdminMixin


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]
    """A topic with the two changes that aren't plain fields: another name, and merging into another topic."""

    category_slug = forms.ChoiceField(label="分类", required=False)
    merge_into = forms.CharField(
        label="并入话题",
        required=False,
        help_text="目标话题的 slug；合并后不能撤回",
        widget=UnfoldAdminTextInputWidget,
    )

    class Meta:
        model = Topic
        fields = (
            "name",
            "introduction",
            "category_slug",
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


@admin.register(Topic)
class TopicAdmin(RefusalAdminMixin, ModelAdmin):  # type: ignore[misc]
    """Topics, hottest first. Every change passes through a service and into the log."""

    form = TopicForm
    list_display = ("name", "slug", "state_badge", "hot", "note_count", "participant_count", "follower_count")
    list_filter = ("state", "category_slug")
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
        """Creates, edits, renames or merges through the services."""
        values = form.cleaned_data
        edits = {
            "introduction": values["introduction"],
            "category_slug": values["category_slug"],
            "host_id": values["host"].pk if values["host"] else None,
            "announcement": values["announcement"],
            "sponsor_label": values["sponsor_label"],
            "promotion": values["promotion"],
            "pinned_until": values["pinned_until"],
            "starts_at": values["starts_at"],
            "ends_at": values["ends_at"],
        }
        if not change:
            made = topic_operations.create_topic(name=values["name"], **edits)
            obj.pk = made.pk
            return
        topic_operations.edit_topic(topic_id=obj.pk, **edits)
        if "name" in form.changed_data:
            topic_operations.rename_topic(topic_id=obj.pk, name=values["name"])
        if values["merge_into"]:
            target = Topic.objects.filter(slug=values["merge_into"]).first()
            topic_operations.merge_topics(source_id=obj.pk, target_id=target.pk if target else obj.pk)

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
