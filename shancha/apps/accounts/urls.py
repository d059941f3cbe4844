"""Addresses of WeChat's and Weibo's sign-in, where they are set up. Nothing else of allauth is reachable."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, path

from shancha.apps.accounts.oauth import keeping_agreement, limited


def _addresses(provider: str) -> list[URLPattern]:
    """The way out to a provider and the way back, under the names by which allauth finds them: 60 an hour for
    an address each, as many as tries at a passkey."""
    views = import_module(f"allauth.socialaccount.providers.{provider}.views")
    leave = limited(keeping_agreement(views.oauth2_login), "oauth", limit=60)
    come_back = limited(views.oauth2_callback, "oauth_tries", limit=60)
    return [
        path(f"{provider}/login/", leave, name=f"{provider}_login"),
        path(f"{provider}/login/callback/", come_back, name=f"{provider}_callback"),
    ]


urlpatterns: list[URLPattern] = [
    address for name in settings.SOCIALACCOUNT_PROVIDERS for address in _addresses(name)
]
