"""Addresses of WeChat's and Weibo's sign-in, where they are set up. Nothing else of allauth is reachable."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from shancha.apps.accounts.oauth import keeping_agreement


def _addresses(provider: str) -> list[URLPattern | URLResolver]:
    """allauth's addresses of one provider, with ours around the way out."""
    package = f"allauth.socialaccount.providers.{provider}"
    leave = keeping_agreement(import_module(f"{package}.views").oauth2_login)
    return [path(f"{provider}/login/", leave), *import_module(f"{package}.urls").urlpatterns]


urlpatterns: list[URLPattern | URLResolver] = [
    address for name in settings.SOCIALACCOUNT_PROVIDERS for address in _addresses(name)
]
