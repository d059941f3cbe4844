"""How lists name a member: the one shape, built by PostgreSQL."""

from django.conf import settings

from shancha.kit.shapes import Field, as_json

# Of a row of accounts_user; fill in its alias.
_FIELDS = (
    Field("id", "{u}.id", "word"),
    Field("handle", "{u}.handle", "text"),
    Field("nickname", "{u}.nickname", "text"),
    Field(
        "avatar",
        "case when {u}.avatar_key = '' then '' "
        f"else '{settings.MEDIA_URL}avatars/' || {{u}}.avatar_key || '/256.webp' end",
        "word",
    ),
    Field(
        "badge",
        "case when {u}.role = 'member' then null "
        "else json_build_object('kind', {u}.role, 'label', {u}.badge_label, "
        "'category', {u}.badge_category) end",
        "json",
    ),
)
# UserBrief as JSON: BRIEF.format(u="author").
BRIEF = f"json_build_object({as_json(_FIELDS)})"


def brief_fields(alias: str) -> list[Field]:
    """The fields of UserBrief."""
    return [field._replace(value=field.value.format(u=alias)) for field in _FIELDS]
