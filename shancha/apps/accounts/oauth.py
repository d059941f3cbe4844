"""WeChat and Weibo through allauth, without allauth's pages: its adapters make our accounts and
begin our sessions. A passkey is a way in of its own here, not a second factor."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from shancha.apps.accounts import guards, hooks, names, services
from shancha.apps.accounts.models import User
from shancha.apps.accounts.signing import begin_session
from shancha.kit.errors import ProblemError
from shancha.kit.limits import RateLimitedError

View = Callable[..., HttpResponse]
# The session's note of the rules agreed to on the way out.
AGREED = "agreed_rules"
MOST_RULES = 10
_PAIR = re.compile(r"([a-z0-9-]{1,40}):([0-9]{1,6})")
OAUTH_NAMES = {"weixin": "微信", "weibo": "微博"}


def oauth_providers() -> list[dict[str, str]]:
    """The providers that the operator has set up, for the login screen."""
    return [{"id": name, "name": OAUTH_NAMES[name]} for name in settings.SOCIALACCOUNT_PROVIDERS]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Begins sessions our way and says nothing through Django's messages."""

    def login(self, request: HttpRequest, user: User) -> None:
        """Signs in after the provider has said who it is."""
        method = getattr(request, "oauth_provider", "oauth")
        begin_session(request, user, method=method, is_new=getattr(request, "is_new_account", False))

    def add_message(self, *arguments: Any, **named: Any) -> None:
        """The web client speaks for itself."""

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """An account that is gone."""
        return HttpResponseRedirect("/login?error=inactive")


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Makes the account at the first visit, with the provider's nickname where it may be used."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Remembers which provider it is, for the record."""
        request.oauth_provider = sociallogin.account.provider  # type: ignore[attr-defined]

    def on_authentication_error(self, request: HttpRequest, provider: Any, **named: Any) -> None:
        """Back to where the person came from."""
        raise ImmediateHttpResponse(_refuse(request, "oauth"))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """After binding, back to the settings, which say where somebody else has bound it already."""
        is_own = socialaccount.user_id == request.user.pk
        return "/settings/account" if is_own else "/settings/account?error=oauth_taken"

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nothing more is asked; handle and nickname can be changed later."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Takes the nickname over."""
        user: User = sociallogin.user
        user.nickname = str(data.get("name") or "")[:40]
        return user

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        """Makes the account and binds the provider's to it."""
        agreed = request.session.pop(AGREED, [])
        user = _make_account(sociallogin.user.nickname, sociallogin.account.provider, agreed)
        sociallogin.user = user
        sociallogin.save(request)
        services.note_bound_provider(user_id=user.id, provider=sociallogin.account.provider)
        request.is_new_account = True  # type: ignore[attr-defined]
        return user


def _refuse(request: HttpRequest, reason: str) -> HttpResponse:
    """Back to the login screen, or for a member to the settings; either says what the reason means."""
    back = "/settings/account" if request.user.is_authenticated else "/login"
    return HttpResponseRedirect(f"{back}?error={reason}")


def limited(view: View, scope: str, *, limit: int) -> View:
    """A step of a provider's sign-in that an address and a browser may take so often an hour."""

    @wraps(view)
    def step(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            guards.guard_address(request, scope, limit=limit)
        except RateLimitedError:
            return _refuse(request, "too_many")
        return view(request, *arguments, **named)

    return step


def _make_account(nickname: str, provider: str, rules: list[dict[str, str]]) -> User:
    try:
        cleaned = names.clean_nickname(nickname)
        hooks.check_text("nickname", cleaned)
        return services.create_user(nickname=cleaned, method=provider, rules=rules)
    except ProblemError:  # the name may not be used here
        return services.create_user(method=provider, rules=rules)


def keeping_agreement(view: View) -> View:
    """A provider's sign-in that remembers, in the session, to which versions of the rules the person agreed
    before leaving (`rules=terms:2,privacy:1`): the account may only be made when they come back."""

    @wraps(view)
    def keep(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        pairs = [_PAIR.fullmatch(each) for each in request.GET.get("rules", "").split(",")[:MOST_RULES]]
        request.session[AGREED] = [{"slug": pair[1], "version": pair[2]} for pair in pairs if pair]
        return view(request, *arguments, **named)

    return keep


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names for the authenticator's own list of accounts."""

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def _get_user_identifier(self, user: User) -> str:
        return user.handle

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        """Never asked for on top of another way in."""
        return False
