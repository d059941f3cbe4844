"""The session: who is here, what is on offer, and signing out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router

from shancha.apps.accounts import guards, hooks, oauth, providers, signing
from shancha.apps.accounts.authentication import existing_visitor_key, viewer_of, visitor, visitor_key_of
from shancha.apps.accounts.queries import visitor_choices
from shancha.apps.accounts.queries.profiles import city_of, get_me, get_settings
from shancha.apps.accounts.queries.rules import is_phone_required
from shancha.apps.accounts.schemas.me import Consent, ConsentUpdate
from shancha.apps.accounts.schemas.session import Session
from shancha.apps.accounts.services import guardians, visitors
from shancha.kit.errors import problems

router = Router(tags=["accounts"])


@router.get("/session", response={200: Session, **problems(401, 403)}, auth=visitor)
def get_session(request: HttpRequest) -> dict[str, Any]:
    """Who is here, which ways in this server offers, and the token for the `X-CSRFToken` header.

    A client calls it once when it starts, and takes the same shape from every sign-in.
    """
    viewer = viewer_of(request)
    return describe_session(request, viewer.id if viewer else None)


def describe_session(request: HttpRequest, user_id: UUID | None) -> dict[str, Any]:
    """The shape Session for the member just signed in, or for a visitor."""
    choices = visitor_choices(existing_visitor_key(request))
    switches = get_settings(user_id) if user_id else choices
    viewer = viewer_of(request) if user_id else None
    return {
        "viewer": get_me(user_id) if user_id else None,
        "visitor": {
            "interests": choices["interests"],
            "city": city_of(choices["city_code"], choices["city_name"]),
        },
        "features": _features(request),
        "csrf_token": get_token(request),
        "stream_url": hooks.session_part("stream_url", request, viewer),
        "consent": {"personalised": switches["personalised"], "dwell": switches["dwell_consent"]},
        "rules_version_pending": hooks.session_part("rules_version_pending", request, viewer),
    }


def _features(request: HttpRequest) -> dict[str, Any]:
    return {
        "phone_login": providers.can_send_sms(),
        "email_login": providers.can_send_email(),
        "oauth": oauth.oauth_providers(),
        "passkeys": not _is_numeric(request.get_host()),
        "outbox": providers.is_outbox_open(),
        "phone_required_to_write": is_phone_required(),
    }


def _is_numeric(host: str) -> bool:
    """Browsers bind passkeys to names, never to bare addresses."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return name.replace(".", "").isdigit() or name.startswith("[")


@router.put("/session/consent", response={200: Consent, **problems(401, 403, 422, 429)}, auth=visitor)
def update_consent(request: HttpRequest, payload: ConsentUpdate) -> dict[str, bool]:
    """Turns personal recommendations or the measuring of reading time on or off; visitors may too."""
    guards.guard_address(request, "consent", limit=180)
    viewer = viewer_of(request)
    key = visitor_key_of(request)
    if viewer:
        guardians.check_opening(
            user_id=viewer.id,
            pin=payload.pin or "",
            personalised=payload.personalised,
            dwell_consent=payload.dwell,
        )
    visitors.set_consent(
        user_id=viewer.id if viewer else None,
        visitor_key=key,
        personalised=payload.personalised,
        dwell=payload.dwell,
    )
    switches = get_settings(viewer.id) if viewer else visitor_choices(key)
    return {"personalised": switches["personalised"], "dwell": switches["dwell_consent"]}


@router.post("/auth/sign-out", response={200: Session, **problems(401, 403)}, auth=visitor)
def sign_out(request: HttpRequest) -> dict[str, Any]:
    """Signs this device out; a visitor stays one."""
    signing.end_session(request)
    return describe_session(request, None)
