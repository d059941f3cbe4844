"""The platform's rules: read all versions, announce the next."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from shancha.apps.moderation import services
from shancha.apps.moderation.admin.cases import actor_of
from shancha.apps.moderation.admin.forms import RuleForm
from shancha.apps.moderation.models import Rule


@admin.register(Rule)
class RuleAdmin(ModelAdmin):  # type: ignore[misc]
    """A version is never changed: operators announce a new one, seven days ahead."""

    form = RuleForm
    list_display = ("title_zh", "slug", "version", "must_accept", "announced_at", "effective_at")
    list_filter = ("slug",)
    ordering = ("position", "-version")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return bool(getattr(request.user, "is_operator", False))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Versions stay as they were announced."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Versions stay."""
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """`?slug=` begins with the newest version's text."""
        newest = Rule.objects.filter(slug=request.GET.get("slug", "")).order_by("-version").first()
        if newest is None:
            return {}
        names = ("slug", "title_zh", "title_en", "body_zh", "body_en", "must_accept")
        return {name: getattr(newest, name) for name in names}

    def save_model(self, request: HttpRequest, obj: Rule, form: Any, change: Any) -> None:
        """Through the service, which numbers it and tells the members."""
        text = services.RuleText(
            title_zh=obj.title_zh,
            title_en=obj.title_en,
            body_zh=obj.body_zh,
            body_en=obj.body_en,
            change_zh=obj.change_zh,
            change_en=obj.change_en,
        )
        made = services.publish_rule(
            actor=actor_of(request),
            slug=obj.slug,
            text=text,
            effective_at=obj.effective_at,
            must_accept=obj.must_accept,
        )
        obj.pk, obj.version = made.pk, made.version
