"""The back office's addresses: our own pages alone, and Django's login form with our limits and our record
of log-ins."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from shancha.apps.accounts import guards, signing
from shancha.apps.accounts.models import User
from shancha.kit.limits import RateLimitedError


def back_office_login(request: HttpRequest) -> HttpResponse:
    """Signs moderators and operators in by handle and password: ten tries in a quarter of an hour for
    an id, thirty an hour for an address. Others sign in through the web client and come here signed in."""
    if request.method != "POST":
        return admin.site.login(request)
    handle = request.POST.get("username", "")[:40].lower()
    try:
        guards.guard_address(request, "back_office", limit=30)
        guards.guard_subject("back_office_tries", handle, limit=10, seconds=900)
    except RateLimitedError as error:
        return HttpResponse(str(error.detail), status=429, headers={"Retry-After": str(error.retry_after)})
    response = admin.site.login(request)
    user = request.user
    if isinstance(user, User) and response.status_code == 302:
        signing.begin_session(request, user, method="back_office")
    else:
        signing.note_failure(request, method="back_office")
    return response


def own_pages() -> Any:
    """The addresses of the back office. Pages that weren't written here are taken out, those of a later
    dependency too: they would show and change its tables past our services, roles and masks."""
    for model, page in list(admin.site._registry.items()):  # noqa: SLF001 - Django has no other way to list them
        if not type(page).__module__.startswith("shancha."):
            admin.site.unregister(model)
    return admin.site.urls


@require_safe
def back_office_password(request: HttpRequest) -> HttpResponse:
    """Passwords are changed in one place, which signs the other devices out."""
    return HttpResponseRedirect("/settings/account")
