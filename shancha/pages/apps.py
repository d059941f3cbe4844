"""Registers the pages with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The web client's shell."""

    name = "shancha.pages"
    label = "pages"
