"""Forms of the back office that act through a service: a refusal comes back into the form."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from shancha.kit.errors import ProblemError


class RefusalAdminMixin:
    """For admins whose `save_model` calls a service. Where the service raises a ProblemError, nothing is
    stored and the form comes back as it was filled in, each refusal beside its input; what names no input of
    the form stands above it."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Saves; once more, now with the refusal in the form, where the service refused. Django's own
        transaction has rolled back by then."""
        try:
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[no-any-return,misc]
        except ProblemError as error:
            request.refusal = error  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[no-any-return,misc]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.BaseForm]:
        """The form; refused already where the service did."""
        form: type[forms.BaseForm] = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        refusal: ProblemError | None = getattr(request, "refusal", None)
        return _refused(form, refusal) if refusal else form


def show_refusal(form: forms.BaseForm, refusal: ProblemError) -> None:
    """Puts a refusal into a form that was valid so far: each text beside its input, what has none above."""
    for name, text in refusal.fields.items():
        form.add_error(name if name in form.fields else None, str(text))
    if not refusal.fields:
        form.add_error(None, str(refusal.detail))


def _refused(form: type[forms.BaseForm], refusal: ProblemError) -> type[forms.BaseForm]:
    class Refused(form):  # type: ignore[misc,valid-type]
        def _post_clean(self) -> None:
            super()._post_clean()
            shown = {name: text for name, text in refusal.fields.items() if name in self.fields}
            for name, text in shown.items():
                self.add_error(name, str(text))
            others = [f"{name}：{text}" for name, text in refusal.fields.items() if name not in shown]
            if others or not shown:
                self.add_error(None, "；".join([str(refusal.detail), *others]))

    return Refused
