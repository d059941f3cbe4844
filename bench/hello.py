"""Bare Django that says hello, served by Granian as ours is: how fast the machine is just now, as it is known
of the machine where the peers were measured."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="signs nothing")  # noqa: S106


def hello(request: HttpRequest) -> HttpResponse:
    """Eleven bytes of JSON."""
    return HttpResponse(b'{"ok":true}', content_type="application/json")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
