"""Pictures and videos: what was sent, how its processing went."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action, display

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.community.models import Asset
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.community.services import media
from shancha.kit.errors import ProblemError

STATES = {"ready": "success", "failed": "danger", "queued": "info", "working": "warning"}


def thumbnail(picture: dict[str, object] | None) -> SafeString | str:
    """The smallest width of a picture."""
    if not picture:
        return "—"
    widths = picture["widths"]
    assert isinstance(widths, list)
    return format_html(
        '<img src="{}{}.webp" alt="{}" style="height:56px;border-radius:6px">',
        picture["base"],
        widths[0],
        picture["alt"],
    )


@admin.register(Asset)
class AssetAdmin(ReadOnlyAdmin):
    """Read-only; a failed one can be tried again."""

    list_display = (
        "shown",
        "kind",
        "owner",
        "state_badge",
        "progress",
        "error",
        "width",
        "height",
        "created_at",
    )
    list_filter = ("state", "kind")
    list_select_related = ("owner",)
    search_fields = ("=id", "=key", "owner__handle")
    ordering = ("-created_at",)
    list_per_page = 30
    show_full_result_count = False
    actions = ("retry",)
    fields = (
        "shown", "kind", "owner", "state", "progress", "error", "alt", "width", "height", "duration_ms",
        "byte_size", "content_hash", "created_at",
    )  # fmt: skip

    @display(description="图")
    def shown(self, asset: Asset) -> SafeString | str:
        """The picture, or the video's poster."""
        return thumbnail(picture_json(asset))

    @display(description="状态", label=STATES, ordering="state")
    def state_badge(self, asset: Asset) -> tuple[str, str]:
        """The state as a label."""
        return asset.state, Asset.State(asset.state).label

    @action(description="重新处理", permissions=["operator"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Asset]) -> None:
        """Queues failed ones again while what was sent is kept."""
        for asset in queryset[:100]:
            try:
                media.retry_asset(actor_id=asset.owner_id, asset_id=asset.id)
            except ProblemError as error:
                self.message_user(request, f"{asset}: {error.detail}", messages.ERROR)
            else:
                note_change(request, asset, "重新处理")
