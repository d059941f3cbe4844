"""Registers the accounts app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Members: accounts, profiles, follows, blocks, interests, sessions, roles and verification."""

    name = "shancha.apps.accounts"
    label = "accounts"
