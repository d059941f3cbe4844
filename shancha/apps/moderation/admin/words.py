"""The word list with a box to try texts in, and who changed what."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from unfold.admin import ModelAdmin

from shancha.apps.accounts.admin import ReadOnlyAdmin
from shancha.apps.moderation import services
from shancha.apps.moderation.admin import pieces
from shancha.apps.moderation.admin.cases import actor_of
from shancha.apps.moderation.admin.forms import TrialForm, WordForm
from shancha.apps.moderation.models import Word, WordChange, WordList
from shancha.apps.moderation.queries.words import word_matcher
from shancha.apps.moderation.screening import AuthorFacts, judge


@admin.register(Word)
class WordAdmin(ModelAdmin):  # type: ignore[misc]
    """The word list: operators change it, moderators look. In force everywhere within five seconds."""

    form = WordForm
    list_display = ("text", "category", "level", "is_matched_by_sound", "is_active", "note", "updated_at")
    list_filter = ("category", "level", "is_active", "is_matched_by_sound")
    search_fields = ("text", "note")
    list_before_template = "moderation/trial.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return bool(getattr(request.user, "is_operator", False))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return bool(getattr(request.user, "is_operator", False))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return bool(getattr(request.user, "is_operator", False))

    def save_model(self, request: HttpRequest, obj: Word, form: Any, change: Any) -> None:
        """Through the service, which raises the version."""
        services.save_word(actor=actor_of(request), word=obj)

    def delete_model(self, request: HttpRequest, obj: Word) -> None:
        """Through the service."""
        services.delete_word(actor=actor_of(request), word=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Word]) -> None:
        """Through the service, one by one."""
        for word in queryset:
            services.delete_word(actor=actor_of(request), word=word)

    def get_urls(self) -> list[URLPattern]:
        """Adds the trial."""
        view = self.admin_site.admin_view(self.try_text)
        return [path("try/", view, name="moderation_word_try"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list below the trial box."""
        context = {
            "trial_form": TrialForm(),
            "trial_url": reverse("admin:moderation_word_try"),
            "word_list": WordList.objects.filter(id=1).first(),
            **(extra_context or {}),
        }
        page: HttpResponse = super().changelist_view(request, context)
        return page

    def try_text(self, request: HttpRequest) -> HttpResponse:
        """What the screening says to a text; stores nothing."""
        form = TrialForm(request.POST or None)
        context: dict[str, Any] = {"trial_form": form}
        if form.is_valid():
            text = form.cleaned_data["text"]
            author = AuthorFacts(level=int(form.cleaned_data["level"]))
            answer = judge(kind="comment", text=text, words=word_matcher(), author=author)
            signals = [signal.as_dict() for signal in answer.signals]
            context |= {
                "trial_answer": answer,
                "trial_text": pieces.marked_text(text, signals),
                "trial_signals": pieces.signals_table(signals),
            }
        request.method = "GET"
        return self.changelist_view(request, extra_context=context)


@admin.register(WordChange)
class WordChangeAdmin(ReadOnlyAdmin):
    """Every version of the list: what changed and who did it."""

    list_display = ("version", "word", "before", "after", "actor", "created_at")
    list_select_related = ("actor",)
    search_fields = ("word",)
    ordering = ("-version",)
