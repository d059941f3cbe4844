"""How lists name a member: the one shape, built by PostgreSQL."""

from django.conf import settings

# UserBrief as JSON from a row of accounts_user; fill in its alias: BRIEF.format(u="author").
BRIEF = (
    "json_build_object('id', {u}.id, 'handle', {u}.handle, 'nickname', {u}.nickname, "
    "'avatar', case when {u}.avatar_key = '' then '' "
    f"else '{settings.MEDIA_URL}avatars/' || {{u}}.avatar_key || '/256.webp' end, "
    "'badge', case when {u}.role = 'member' then null "
    "else json_build_object('kind', {u}.role, 'label', {u}.badge_label) end)"
)
