"""Registers the community app with Django."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Notes, media, comments, likes, boards, drafts and topics."""

    name = "shancha.apps.community"
    label = "community"
