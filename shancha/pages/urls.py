"""Addresses of the web client; what Django does not know, the client's router shows."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
