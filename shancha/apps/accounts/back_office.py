"""The back office's own login form: Django's, with our limits and our record of log-ins."""

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


@require_safe
def back_office_password(request: HttpRequest) -> HttpResponse:
    """Passwords are changed in one place, which signs the other devices out."""
    return HttpResponseRedirect("/settings/account")
