"""Devices, API tokens, and the ways into the account."""

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts import guards
from shancha.apps.accounts.authentication import Viewer, owner, require_viewer
from shancha.apps.accounts.models import ApiToken, Session
from shancha.apps.accounts.oauth import oauth_providers
from shancha.apps.accounts.queries.profiles import get_me
from shancha.apps.accounts.schemas.me import (
    Devices,
    EndedSessions,
    NewToken,
    PasswordChange,
    SignInMethods,
    TokenCreate,
    Tokens,
)
from shancha.apps.accounts.services import access, contact, passwords
from shancha.apps.accounts.services.codes import spending
from shancha.kit import clock
from shancha.kit.errors import problems

router = Router(tags=["accounts"])


@router.get("/me/sessions", response={200: Devices, **problems(401, 403)}, auth=owner)
def list_my_sessions(request: HttpRequest) -> dict[str, Any]:
    """Signed-in devices (the latest hundred), with a rough name, address and last use."""
    viewer = require_viewer(request)
    found = Session.objects.filter(user_id=viewer.id, expire_date__gt=clock.now()).order_by(
        "-last_seen_at", "-id"
    )
    return {"items": [_device(session, viewer) for session in found[:100]]}


def _device(session: Session, viewer: Viewer) -> dict[str, Any]:
    return {
        "id": session.id,
        "device": session.device,
        "address": session.address,
        "created_at": session.created_at,
        "last_seen_at": session.last_seen_at,
        "is_current": session.session_key == viewer.session_key,
    }


@router.post("/me/sessions/sign-out-others", response={200: EndedSessions, **problems(401, 403)}, auth=owner)
def sign_out_others(request: HttpRequest) -> dict[str, int]:
    """Signs all other devices out."""
    viewer = require_viewer(request)
    return {"count": access.end_other_sessions(user_id=viewer.id, kept_session=viewer.session_key)}


@router.delete("/me/sessions/{session_id}", response={204: None, **problems(401, 403, 404, 422)}, auth=owner)
def end_my_session(request: HttpRequest, session_id: UUID) -> tuple[int, None]:
    """Signs one of one's own devices out."""
    access.end_session(user_id=require_viewer(request).id, session_id=session_id)
    return 204, None


@router.get("/me/tokens", response={200: Tokens, **problems(401, 403)}, auth=owner)
def list_my_tokens(request: HttpRequest) -> dict[str, Any]:
    """API tokens; only the end of each is shown."""
    return {
        "items": list(
            ApiToken.objects.filter(user_id=require_viewer(request).id).order_by("-created_at", "id")
        )
    }


@router.post("/me/tokens", response={201: NewToken, **problems(401, 403, 409, 422, 429)}, auth=owner)
def create_my_token(request: HttpRequest, payload: TokenCreate) -> tuple[int, dict[str, Any]]:
    """Makes an API token. It is shown this once; `read` allows GET, `write` everything else but
    account security and the back office. Twenty at most."""
    viewer = require_viewer(request)
    guards.guard_subject("tokens", str(viewer.id), limit=30)
    expires_at = clock.now() + timedelta(days=payload.days) if payload.days else None
    token, secret = access.create_token(
        user_id=viewer.id, name=payload.name, scopes=list(payload.scopes), expires_at=expires_at
    )
    shown = ("id", "name", "hint", "scopes", "expires_at", "last_used_at", "created_at")
    return 201, {**{name: getattr(token, name) for name in shown}, "token": secret}


@router.delete("/me/tokens/{token_id}", response={204: None, **problems(401, 403, 404, 422)}, auth=owner)
def revoke_my_token(request: HttpRequest, token_id: UUID) -> tuple[int, None]:
    """Makes an API token useless at once."""
    access.revoke_token(user_id=require_viewer(request).id, token_id=token_id)
    return 204, None


@router.get("/me/sign-in-methods", response={200: SignInMethods, **problems(401, 403)}, auth=owner)
def get_my_sign_in_methods(request: HttpRequest) -> dict[str, Any]:
    """The ways into the account."""
    viewer = require_viewer(request)
    me = get_me(viewer.id)
    bound = set(SocialAccount.objects.filter(user_id=viewer.id).values_list("provider", flat=True))
    return {
        "phone": me["phone"],
        "email": me["email"],
        "has_password": me["has_password"],
        "passkey_count": Authenticator.objects.filter(user_id=viewer.id).count(),
        "oauth": [{**provider, "is_bound": provider["id"] in bound} for provider in oauth_providers()],
    }


@router.delete("/me/oauth/{provider}", response={204: None, **problems(401, 403, 404, 409, 422)}, auth=owner)
def disconnect_oauth(request: HttpRequest, provider: Literal["weixin", "weibo"]) -> tuple[int, None]:
    """Unbinds a WeChat or Weibo account, unless it is the only way in."""
    access.disconnect_oauth(user_id=require_viewer(request).id, provider=provider)
    return 204, None


@router.put("/me/password", response={204: None, **problems(401, 403, 422, 429)}, auth=owner)
def set_my_password(request: HttpRequest, payload: PasswordChange) -> tuple[int, None]:
    """Sets or changes the password after proof of the person; the other devices are signed out."""
    viewer = require_viewer(request)
    guards.guard_subject("proof", str(viewer.id), limit=20)
    proof = contact.prove_person(viewer=viewer, password=payload.proof.password, code=payload.proof.code)
    with spending(proof):
        passwords.set_password(user_id=viewer.id, password=payload.password, kept_session=viewer.session_key)
    return 204, None
