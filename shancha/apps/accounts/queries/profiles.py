"""Profiles: one's own in full, another's as far as shown."""

from typing import Any
from uuid import UUID

from shancha.apps.accounts import errors
from shancha.apps.accounts.models import Interest, User, Visitor
from shancha.apps.accounts.models.people import Role, Status
from shancha.apps.accounts.names import HANDLE_PATTERN
from shancha.apps.accounts.phones import mask_email, mask_phone
from shancha.apps.accounts.queries.people import avatar_url, cover_url
from shancha.apps.accounts.queries.rules import is_phone_required
from shancha.kit import clock, sql

PRIVACY_DEFAULTS: dict[str, Any] = {
    "show_liked": False,
    "show_collected": True,
    "show_following": True,
    "show_followers": True,
    "show_city": True,
    "show_gender": True,
    "comment_policy": "everyone",
    "mention_policy": "everyone",
}
NOTICE_DEFAULTS = dict.fromkeys(("likes", "collects", "comments", "mentions", "follows", "topics"), True)


def find_user(handle: str) -> User | None:
    """The member with this handle, gone ones excepted."""
    if not HANDLE_PATTERN.fullmatch(handle.lower()):
        return None
    return User.objects.filter(handle=handle.lower()).exclude(status=Status.DELETED).first()


def privacy_of(user: User) -> dict[str, Any]:
    """All privacy switches, with the defaults where nothing was chosen."""
    return {**PRIVACY_DEFAULTS, **user.privacy}


def brief_of(user: User) -> dict[str, Any]:
    """A member as UserBrief."""
    badge = {"kind": user.role, "label": user.badge_label, "category": user.badge_category}
    return {
        "id": user.id,
        "handle": user.handle,
        "nickname": user.nickname,
        "avatar": avatar_url(user.avatar_key),
        "badge": None if user.role == Role.MEMBER else badge,
    }


def interests_of(user_id: UUID) -> list[str]:
    """The member's categories in their order."""
    return list(
        Interest.objects.filter(user_id=user_id)
        .order_by("position", "id")
        .values_list("category_slug", flat=True)
    )


def visitor_choices(key: str | None) -> dict[str, Any]:
    """What a visitor chose: interests, place, switches; the defaults for an unknown key."""
    visitor = Visitor.objects.filter(key=key).first() if key else None
    visitor = visitor or Visitor()
    return {
        "interests": list(visitor.interests),
        "city_code": visitor.city_code,
        "city_name": visitor.city_name,
        "lat": visitor.lat,
        "lng": visitor.lng,
        "personalised": visitor.personalised,
        "dwell_consent": visitor.dwell_consent,
    }


def city_of(code: str, name: str) -> dict[str, str] | None:
    """A place as City."""
    return {"code": code, "name": name} if code else None


def counts_of(user: User) -> dict[str, int]:
    """Figures of a profile."""
    return {
        "following": user.following_count,
        "followers": user.follower_count,
        "liked_and_collected": user.liked_count,
        "notes": user.note_count,
    }


def get_me(user_id: UUID) -> dict[str, Any]:
    """The member as Me. Raises UserNotFoundError for one who is gone."""
    user = User.objects.filter(id=user_id).exclude(status=Status.DELETED).first()
    if user is None:
        raise errors.UserNotFoundError
    status, until = _standing(user)
    is_verified = bool(user.phone_verified_at)
    return {
        **brief_of(user),
        "bio": user.bio,
        "gender": user.gender,
        "birth_date": user.birth_date,
        "city": city_of(user.city_code, user.city_name),
        "cover": cover_url(user.cover_key),
        "language": user.language,
        "role": user.role,
        "is_moderator": user.is_moderator,
        "is_operator": user.is_operator,
        "status": status,
        "status_until": until,
        "phone": mask_phone(user.phone) if user.phone else None,
        "email": mask_email(user.email) if user.email else None,
        "phone_verified": is_verified,
        "may_write": status == Status.ACTIVE and (is_verified or not is_phone_required()),
        "has_password": user.has_usable_password(),
        "interests": interests_of(user.id),
        "can_change_handle": user.handle_changed_at is None,
        "minor_mode": user.minor_mode,
        "delete_at": user.delete_at,
        "counts": counts_of(user),
        "joined_at": user.joined_at,
    }


def _standing(user: User) -> tuple[str, Any]:
    """The status that counts now, and until when."""
    now = clock.now()
    ends = {
        Status.MUTED: user.muted_until,
        Status.SUSPENDED: user.suspended_until,
        Status.DELETING: user.delete_at,
    }
    until = ends.get(Status(user.status))
    if user.status in {Status.MUTED, Status.SUSPENDED} and until is not None and until <= now:
        return Status.ACTIVE.value, None
    return user.status, until


def get_profile(handle: str, viewer_id: UUID | None) -> dict[str, Any]:
    """A member's page as the viewer may see it. Raises UserNotFoundError also for one who has blocked
    the viewer."""
    user = find_user(handle)
    if user is None:
        raise errors.UserNotFoundError
    relation = relation_to(user.id, viewer_id)
    if relation["is_blocked_by"]:
        raise errors.UserNotFoundError
    is_me, privacy = user.id == viewer_id, privacy_of(user)
    tabs = ["notes"] + [tab for tab in ("collected", "liked") if is_me or privacy[f"show_{tab}"]]
    return {
        **brief_of(user),
        "bio": user.bio,
        "gender": user.gender if is_me or privacy["show_gender"] else None,
        "city": (user.city_name or None) if is_me or privacy["show_city"] else None,
        "cover": cover_url(user.cover_key),
        "counts": counts_of(user),
        "viewer": {**relation, "is_me": is_me},
        "tabs": tabs,
        "can_list_following": is_me or privacy["show_following"],
        "can_list_followers": is_me or privacy["show_followers"],
        "status": "suspended" if _standing(user)[0] == Status.SUSPENDED else "active",
        "joined_at": user.joined_at,
        "is_demo": user.is_demo,
    }


def relation_to(user_id: UUID, viewer_id: UUID | None) -> dict[str, bool]:
    """What stands between a viewer and a member."""
    if viewer_id is None:
        return dict.fromkeys(("follows", "followed_by", "blocked", "muted", "is_blocked_by"), False)
    rows = sql.fetch_all(
        """
        with me as (select %(me)s::uuid as id), them as (select %(them)s::uuid as id)
        select
            exists (select 1 from accounts_follow f where f.follower_id = me.id and f.followee_id = them.id)
                as follows,
            exists (select 1 from accounts_follow f where f.follower_id = them.id and f.followee_id = me.id)
                as followed_by,
            exists (select 1 from accounts_block b where b.blocker_id = me.id and b.blocked_id = them.id)
                as blocked,
            exists (select 1 from accounts_mute m where m.muter_id = me.id and m.muted_id = them.id)
                as muted,
            exists (select 1 from accounts_block b where b.blocker_id = them.id and b.blocked_id = me.id)
                as is_blocked_by
        from me, them
        """,
        {"me": viewer_id, "them": user_id},
    )
    return dict(rows[0])


def get_settings(user_id: UUID) -> dict[str, Any]:
    """All switches of the member's account."""
    user = User.objects.get(id=user_id)
    return {
        "privacy": privacy_of(user),
        "notices": {**NOTICE_DEFAULTS, **user.notices},
        "personalised": user.personalised,
        "dwell_consent": user.dwell_consent,
        "minor_mode": {"is_on": user.minor_mode},
        "language": user.language,
    }
