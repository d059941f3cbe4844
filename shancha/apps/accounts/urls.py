"""Addresses of WeChat's and Weibo's sign-in, where they are set up. Nothing else of allauth is reachable."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    pattern
    for name in settings.SOCIALACCOUNT_PROVIDERS
    for pattern in import_module(f"allauth.socialaccount.providers.{name}.urls").urlpatterns
]
