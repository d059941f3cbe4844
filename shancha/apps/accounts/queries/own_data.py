"""The accounts' part of an export: everything kept here about one member."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from shancha.apps.accounts import vault
from shancha.apps.accounts.models import (
    ApiToken,
    Consent,
    EvidencePicture,
    LoginRecord,
    Session,
    Tie,
    User,
    VerificationRequest,
)
from shancha.apps.accounts.queries.profiles import get_settings, interests_of
from shancha.kit import sql, storage

_PROFILE = (
    "id", "handle", "nickname", "bio", "gender", "birth_date", "city_code", "city_name", "lat", "lng",
    "email", "phone", "phone_verified_at", "role", "badge_label", "badge_category", "status",
    "follower_count", "following_count", "note_count", "liked_count", "joined_at", "last_login",
)  # fmt: skip


def export_account(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Profile, settings, relations, devices, log-ins and what ties accounts (hashes), consents, applications,
    and pictures."""
    user = User.objects.get(id=user_id)
    yield "profile.json", {name: getattr(user, name) for name in _PROFILE}
    yield "settings.json", {**get_settings(user_id), "interests": interests_of(user_id)}
    yield "following.json", _people("accounts_follow", shown="followee_id", of="follower_id", user_id=user_id)
    yield "followers.json", _people("accounts_follow", shown="follower_id", of="followee_id", user_id=user_id)
    yield "blocked.json", _people("accounts_block", shown="blocked_id", of="blocker_id", user_id=user_id)
    yield "muted.json", _people("accounts_mute", shown="muted_id", of="muter_id", user_id=user_id)
    yield "sign-in.json", _ways_in(user_id)
    yield "consents.json", list(Consent.objects.filter(user=user).values("kind", "version", "granted", "at"))
    yield (
        "verification.json",
        list(
            VerificationRequest.objects.filter(user=user).values(
                "role", "category_slug", "label", "evidence", "state", "reason", "created_at", "decided_at"
            )
        ),
    )
    yield from _pictures(user)


def _people(table: str, *, shown: str, of: str, user_id: UUID) -> list[dict[str, Any]]:
    return sql.fetch_all(
        f"""
        select u.handle, u.nickname, r.created_at from {table} r join accounts_user u on u.id = r.{shown}
        where r.{of} = %s order by r.id
        """,
        [user_id],
    )


def _ways_in(user_id: UUID) -> dict[str, Any]:
    return {
        "sessions": list(
            Session.objects.filter(user_id=user_id).values("device", "address", "created_at", "last_seen_at")
        ),
        "log": list(
            LoginRecord.objects.filter(user_id=user_id)
            .order_by("id")
            .values("kind", "method", "address", "device", "at")
        ),
        "tokens": list(
            ApiToken.objects.filter(user_id=user_id).values(
                "name", "scopes", "created_at", "expires_at", "last_used_at"
            )
        ),
        "passkeys": list(Authenticator.objects.filter(user_id=user_id).values("created_at", "last_used_at")),
        "ties": list(
            Tie.objects.filter(user_id=user_id)
            .order_by("first_at", "digest")
            .values("kind", "digest", "first_at", "last_at")
        ),
        "oauth": list(SocialAccount.objects.filter(user_id=user_id).values("provider", "uid", "date_joined")),
    }


def _pictures(user: User) -> Iterable[tuple[str, bytes]]:
    for name, path in (
        ("avatar.webp", f"avatars/{user.avatar_key}/256.webp" if user.avatar_key else ""),
        ("cover.webp", f"covers/{user.cover_key}/1440.webp" if user.cover_key else ""),
    ):
        if path and storage.exists(path):
            with storage.open_file(path) as file:
                yield name, file.read()
    for number, picture in enumerate(EvidencePicture.objects.filter(request__user=user).order_by("id"), 1):
        with vault.open_kept(picture.path) as file:
            yield f"evidence-{number}.webp", file.read()
