"""The back office of accounts: look members up, decide applications, look at devices and log-ins.

Everything is read-only but what a role needs; each change goes through a service and into the log.
"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin, TabularInline
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import action, display

from shancha.apps.accounts import errors, hooks, vault
from shancha.apps.accounts.models import (
    EvidencePicture,
    LoginRecord,
    Session,
    User,
    VerificationRequest,
    WritingRule,
)
from shancha.apps.accounts.phones import mask_phone, phone_hash, read_phone
from shancha.apps.accounts.queries import avatar_url
from shancha.apps.accounts.role_page import role_page
from shancha.apps.accounts.services import rules, staff, verification
from shancha.kit.errors import ProblemError


def _asker(request: HttpRequest) -> UUID:
    return UUID(str(request.user.pk))


def note_change(request: HttpRequest, thing: Model, text: str) -> None:
    """Writes one line into the back office's log."""
    LogEntry.objects.create(
        user_id=_asker(request),
        content_type_id=ContentType.objects.get_for_model(thing).pk,
        object_id=str(thing.pk),
        object_repr=str(thing)[:200],
        action_flag=CHANGE,
        change_message=text,
    )


class SingleRowAdmin(ModelAdmin):  # type: ignore[misc]
    """The one row of a table that holds what operators set: changed, never added to or taken away."""

    list_display = ("__str__", "updated_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It stays."""
        return False


class ReadOnlyAdmin(ModelAdmin):  # type: ignore[misc]
    """Shows, never changes; deeds are actions."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is made here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is edited here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is removed here."""
        return False

    def has_operator_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """For actions marked `permissions=["operator"]`."""
        return bool(getattr(request.user, "is_operator", False))


class LoginRecordInline(TabularInline):  # type: ignore[misc]
    """The member's log-ins."""

    model = LoginRecord
    fields = readonly_fields = ("at", "kind", "method", "device", "address")
    extra = 0
    max_num = 0
    can_delete = False
    ordering = ("-id",)
    tab = True
    per_page = 20


class SessionInline(TabularInline):  # type: ignore[misc]
    """The member's devices."""

    model = Session
    fields = readonly_fields = ("device", "address", "created_at", "last_seen_at")
    extra = 0
    max_num = 0
    can_delete = False
    ordering = ("-last_seen_at",)
    tab = True


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """Members: found by handle, nickname, e-mail or full phone number."""

    list_display = (
        "who",
        "handle",
        "role_badge",
        "status_badge",
        "city_name",
        "follower_count",
        "note_count",
        "joined_at",
    )
    list_filter = ("status", "role", "is_moderator", "is_operator", "is_demo")
    search_fields = ("handle",)
    search_help_text = "山茶号、昵称、邮箱，或完整手机号"
    ordering = ("-joined_at",)
    list_per_page = 30
    show_full_result_count = False
    inlines = (SessionInline, LoginRecordInline)
    actions = (
        "end_sessions",
        "reset_minor_mode",
        "make_moderator",
        "remove_moderator",
        "make_operator",
        "remove_operator",
    )
    fieldsets = (
        (
            None,
            {"fields": ("handle", "nickname", "bio", "gender", "city_name", "joined_at", "is_demo")},
        ),
        (
            "身份",
            {"fields": ("role", "role_link", "badge_label", "badge_category", "is_moderator", "is_operator")},
        ),
        (
            "状态",
            {"fields": ("pages", "status", "muted_until", "suspended_at", "suspended_until", "delete_at")},
        ),
        ("联系方式", {"fields": ("masked_phone", "masked_email", "phone_verified_at", "last_login")}),
        ("数字", {"fields": ("follower_count", "following_count", "note_count", "liked_count")}),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """Phones are found by their keyed hash, whole numbers only."""
        term = search_term.strip()
        if not term:
            return queryset, False
        found = Q(handle__startswith=term.lower()) | Q(nickname__startswith=term) | Q(email=term.lower())
        with suppress(errors.PhoneInvalidError):
            found |= Q(phone_hash=phone_hash(read_phone(term)))
        return queryset.filter(found), False

    @display(description="成员", header=True)
    def who(self, user: User) -> list[Any]:
        """Picture and name."""
        picture = {"path": avatar_url(user.avatar_key), "squared": False} if user.avatar_key else {}
        return [user.nickname, user.badge_label, user.nickname[:1], picture]

    @display(
        description="身份",
        label={"creator": "info", "star": "warning", "official": "success"},
        ordering="role",
    )
    def role_badge(self, user: User) -> tuple[str, str]:
        """The role as a label."""
        return user.role, user.get_role_display()

    @display(
        description="状态",
        label={"active": "success", "muted": "warning", "suspended": "danger", "deleting": "warning"},
        ordering="status",
    )
    def status_badge(self, user: User) -> tuple[str, str]:
        """The standing as a label."""
        return user.status, user.get_status_display()

    @admin.display(description="处理")
    def pages(self, user: User) -> SafeString:
        """Where the other apps act on the member."""
        links = [(reverse(view, args=[user.pk]), label) for label, view in hooks.member_pages().items()]
        return format_html_join(" · ", '<a class="underline" href="{}">{}</a>', links)

    @admin.display(description="手机号")
    def masked_phone(self, user: User) -> str:
        """Never shown whole."""
        return mask_phone(user.phone) if user.phone else "—"

    @admin.display(description="邮箱")
    def masked_email(self, user: User) -> str:
        """Shown whole to operators only, by the search."""
        name, _, host = user.email.partition("@")
        return f"{name[:1]}***@{host}" if host else "—"

    @admin.display(description="授予或取消")
    def role_link(self, user: User) -> SafeString:
        """Where an operator gives and takes verified roles."""
        address = reverse("admin:accounts_user_role", args=[user.pk])
        return format_html('<a class="underline" href="{}">认证身份</a>', address)

    def get_urls(self) -> list[URLPattern]:
        """Adds the page of verified roles."""
        view = self.admin_site.admin_view(self.role_view)
        return [path("<uuid:user_id>/role/", view, name="accounts_user_role"), *super().get_urls()]

    def role_view(self, request: HttpRequest, user_id: UUID) -> HttpResponse:
        """Gives a member a verified role or takes it back; for operators."""
        if not self.has_operator_permission(request):
            raise Http404
        answer, done, user = role_page(request, user_id)
        if done:
            note_change(request, user, done)
            self.message_user(request, f"{done}，本人已收到通知", messages.SUCCESS)
        return answer

    def _each(self, request: HttpRequest, users: QuerySet[User], text: str, deed: Any) -> None:
        done = 0
        for user in users[:200]:
            try:
                deed(user)
            except ProblemError as error:
                self.message_user(request, f"{user}: {error.detail}", messages.ERROR)
            else:
                note_change(request, user, text)
                done += 1
        self.message_user(request, f"{text}：{done}")

    @action(description="退出所有设备", permissions=["operator"])
    def end_sessions(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Signs the members out everywhere."""
        self._each(request, queryset, "退出所有设备", lambda user: staff.end_all_sessions(user_id=user.id))

    @action(description="解除青少年模式密码", permissions=["operator"])
    def reset_minor_mode(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For guardians who forgot the PIN and proved who they are to support."""
        self._each(request, queryset, "解除青少年模式", lambda user: staff.reset_minor_mode(user_id=user.id))

    @action(description="设为审核员", permissions=["operator"])
    def make_moderator(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Opens the moderators' back office."""
        self._staff(request, queryset, "设为审核员", is_moderator=True)

    @action(description="取消审核员", permissions=["operator"])
    def remove_moderator(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Closes it."""
        self._staff(request, queryset, "取消审核员", is_moderator=False)

    @action(description="设为运营", permissions=["operator"])
    def make_operator(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Opens the operators' back office."""
        self._staff(request, queryset, "设为运营", is_operator=True)

    @action(description="取消运营", permissions=["operator"])
    def remove_operator(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Closes it; nobody can remove the last operator."""
        self._staff(request, queryset, "取消运营", is_operator=False)

    def _staff(self, request: HttpRequest, queryset: QuerySet[User], text: str, **roles: bool) -> None:
        self._each(request, queryset, text, lambda user: staff.set_staff_roles(user_id=user.id, **roles))


@admin.register(VerificationRequest)
class VerificationRequestAdmin(ReadOnlyAdmin):
    """Applications for verified roles: read the evidence, approve, or refuse with a reason. Beside them what
    was earned by the rule, and what operators gave and took back."""

    list_display = (
        "user", "role", "label", "category_slug", "source", "state_badge", "created_at", "decided_at",
    )  # fmt: skip
    list_filter = ("state", "role", "source")
    list_select_related = ("user",)
    search_fields = ("user__handle", "label")
    ordering = ("-created_at",)
    actions = ("approve", "refuse_evidence", "refuse_identity")
    fields = (
        "user", "role", "label", "category_slug", "source", "evidence", "evidence_pictures", "state",
        "reason", "decided_by", "created_at", "decided_at",
    )  # fmt: skip

    @display(
        description="状态",
        label={
            "pending": "warning",
            "approved": "success",
            "refused": "danger",
            "withdrawn": "info",
            "revoked": "danger",
        },
    )
    def state_badge(self, request: VerificationRequest) -> tuple[str, str]:
        """The state as a label."""
        return request.state, request.get_state_display()

    @admin.display(description="证明图片")
    def evidence_pictures(self, request: VerificationRequest) -> str:
        """Links to the private pictures, for operators."""
        links = [
            (reverse("admin:accounts_evidence_picture", args=[picture.pk]), number)
            for number, picture in enumerate(request.pictures.order_by("id"), 1)
        ]
        return (
            format_html_join(" · ", '<a href="{}" target="_blank">图 {}</a>', links)
            if links
            else format_html("—")
        )

    def get_urls(self) -> list[URLPattern]:
        """Adds the private pictures."""
        view = self.admin_site.admin_view(self.show_picture)
        own = [path("picture/<uuid:picture_id>/", view, name="accounts_evidence_picture")]
        return [*own, *super().get_urls()]

    def show_picture(self, request: HttpRequest, picture_id: Any) -> HttpResponse | FileResponse:
        """One private picture, to operators only."""
        picture = EvidencePicture.objects.filter(id=picture_id).first()
        if picture is None or not self.has_operator_permission(request):
            raise Http404
        response = FileResponse(vault.open_kept(picture.path), content_type="image/webp")
        response["Cache-Control"] = "private, no-store"
        return response

    def _decide(
        self, request: HttpRequest, queryset: QuerySet[VerificationRequest], text: str, deed: Any
    ) -> None:
        for item in queryset.select_related("user")[:100]:
            try:
                deed(item)
            except ProblemError as error:
                self.message_user(request, f"{item.user}: {error.detail}", messages.ERROR)
            else:
                note_change(request, item, text)
                self.message_user(request, f"{item.user}: {text}")

    @action(description="通过", permissions=["operator"])
    def approve(self, request: HttpRequest, queryset: QuerySet[VerificationRequest]) -> None:
        """Grants roles and badges."""
        self._decide(
            request,
            queryset,
            "通过认证",
            lambda item: verification.approve_application(request_id=item.id, operator_id=_asker(request)),
        )

    @action(description="不通过：材料不足", permissions=["operator"])
    def refuse_evidence(self, request: HttpRequest, queryset: QuerySet[VerificationRequest]) -> None:
        """Refuses for want of evidence; the applicant reads why."""
        self._refuse(request, queryset, "材料不足以证明，请补充后重新申请")

    @action(description="不通过：身份不符", permissions=["operator"])
    def refuse_identity(self, request: HttpRequest, queryset: QuerySet[VerificationRequest]) -> None:
        """Refuses because the account is not whom it claims to be; the applicant reads why."""
        self._refuse(request, queryset, "账号与所申请的身份不符")

    def _refuse(self, request: HttpRequest, queryset: QuerySet[VerificationRequest], reason: str) -> None:
        self._decide(
            request,
            queryset,
            f"不通过：{reason}",
            lambda item: verification.refuse_application(
                request_id=item.id, operator_id=_asker(request), reason=reason
            ),
        )


@admin.register(LoginRecord)
class LoginRecordAdmin(ReadOnlyAdmin):
    """Log-ins and what endangers them."""

    list_display = ("at", "user", "kind", "method", "device", "address")
    list_filter = ("kind", "method")
    list_select_related = ("user",)
    search_fields = ("user__handle",)
    ordering = ("-id",)
    show_full_result_count = False


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    """Devices that are signed in; an operator can end them."""

    list_display = ("user", "device", "address", "created_at", "last_seen_at")
    list_select_related = ("user",)
    search_fields = ("user__handle",)
    ordering = ("-last_seen_at",)
    fields = ("user", "device", "address", "created_at", "last_seen_at")
    show_full_result_count = False
    actions = ("end",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        """Only those that belong to somebody."""
        return Session.objects.filter(user__isnull=False)

    @action(description="结束会话", permissions=["operator"])
    def end(self, request: HttpRequest, queryset: QuerySet[Session]) -> None:
        """Signs the devices out."""
        for session in queryset.select_related("user")[:200]:
            if session.user is not None:
                note_change(request, session.user, f"结束会话 {session.device}")
            session.delete()
        self.message_user(request, "已结束")


@admin.register(WritingRule)
class WritingRuleAdmin(SingleRowAdmin):
    """What is asked before one writes."""

    fields = ("phone_required",)

    def save_model(self, request: HttpRequest, obj: WritingRule, form: Any, change: Any) -> None:
        """Through the service."""
        rules.set_phone_required(is_required=obj.phone_required)


class ActorFilter(admin.SimpleListFilter):
    """By who did it; only those who did something are offered."""

    title = "操作人"
    parameter_name = "actor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Everybody with a line in the log."""
        actors = User.objects.filter(id__in=LogEntry.objects.values("user_id").distinct())
        return [(str(actor.pk), str(actor)) for actor in actors.order_by("nickname", "id")[:200]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        """The actor's lines."""
        chosen = self.value()
        return queryset.filter(user_id=chosen) if chosen else queryset


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """The back office's own log: who did what, when, on what. For operators, and never changed."""

    list_display = ("action_time", "actor", "what", "thing", "kind")
    list_filter = (
        ActorFilter,
        ("content_type", admin.RelatedOnlyFieldListFilter),
        "action_flag",
        ("action_time", RangeDateFilter),
    )
    list_filter_submit = True
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "change_message", "=object_id", "user__handle")
    search_help_text = "对象、说明、对象编号，或操作人的山茶号"
    ordering = ("-action_time", "-id")
    list_per_page = 50
    show_full_result_count = False
    fields = ("action_time", "actor", "what", "thing", "kind", "object_id")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return self.has_operator_permission(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return self.has_operator_permission(request)

    @display(description="操作人", header=True)
    def actor(self, entry: LogEntry) -> list[str]:
        """Name and id."""
        return [entry.user.nickname, f"@{entry.user.handle}"]

    @admin.display(description="做了什么")
    def what(self, entry: LogEntry) -> str:
        """In words, also where Django wrote the line itself."""
        return entry.get_change_message() or entry.get_action_flag_display()

    @admin.display(description="对象")
    def thing(self, entry: LogEntry) -> str:
        """What it was done to, with the way there."""
        address = entry.get_admin_url()
        words = entry.object_repr[:60] or "—"
        return format_html('<a class="underline" href="{}">{}</a>', address, words) if address else words

    @admin.display(description="类别", ordering="content_type")
    def kind(self, entry: LogEntry) -> str:
        """The kind of thing."""
        return str(entry.content_type.name) if entry.content_type else "—"
