"""The URL map: API, back office, social sign-in, health, and the web client for everything else."""

from django.urls import include, path, re_path

from shancha.apps.accounts.back_office import back_office_login, back_office_password, own_pages
from shancha.apps.community.endpoints.media_files import media_urls
from shancha.config import health
from shancha.config.api import api, unknown_address
from shancha.config.routes import OperationsResolver

_operations, _app_name, _namespace = api.urls

urlpatterns = [
    OperationsResolver("api/v1/", _operations, _app_name, _namespace),
    re_path("^api/", unknown_address),
    path("admin/login/", back_office_login),
    path("admin/password_change/", back_office_password),
    path("admin/", own_pages()),
    path("accounts/", include("shancha.apps.accounts.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("sandbox/", include("shancha.apps.payments.urls")),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("metrics", health.metrics),
    *media_urls,
    path("", include("shancha.pages.urls")),
]
