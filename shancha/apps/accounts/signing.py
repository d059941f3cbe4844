"""Where an HTTP request becomes a session: signing in and out."""

from uuid import UUID

from django.contrib.auth import login, logout
from django.http import HttpRequest

from shancha.apps.accounts import devices
from shancha.apps.accounts.authentication import device_key_of, existing_visitor_key, forget_viewer
from shancha.apps.accounts.models import LoginRecord, User
from shancha.apps.accounts.services import sign_in
from shancha.kit.http import client_address

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin_session(request: HttpRequest, user: User, *, method: str, is_new: bool = False) -> None:
    """Signs the member in on this device with a fresh session key, and records it."""
    address, device = client_address(request), device_of(request)
    sign_in.record_sign_in(
        user_id=user.id,
        method=method,
        address=address,
        device=device,
        device_key=device_key_of(request),
        visitor_key=existing_visitor_key(request),
        is_new=is_new,
    )
    login(request, user, backend=_BACKEND)
    request.session["device"], request.session["address"] = device, address
    request.session.set_expiry(None)
    request.session.save()
    forget_viewer(request)


def end_session(request: HttpRequest) -> None:
    """Signs this device out and records it; nothing happens for a visitor."""
    user_id = request.session.get("_auth_user_id")
    if user_id:
        LoginRecord.objects.create(
            user_id=user_id,
            kind="signed_out",
            address=client_address(request) or None,
            device=device_of(request),
        )
    logout(request)
    forget_viewer(request)


def device_of(request: HttpRequest) -> str:
    """The device's name by its user agent."""
    return devices.device_name(request.META.get("HTTP_USER_AGENT", ""))


def note_failure(request: HttpRequest, *, method: str, user_id: UUID | None = None) -> None:
    """Records a refused sign-in."""
    sign_in.record_failure(
        user_id=user_id, method=method, address=client_address(request), device=device_of(request)
    )
