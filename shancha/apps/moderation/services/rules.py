"""Publishing and accepting the platform's rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.services.consents import record_consent
from shancha.apps.moderation import errors
from shancha.apps.moderation.events import RuleAnnounced
from shancha.apps.moderation.models import Rule
from shancha.apps.moderation.policies import Actor
from shancha.kit import events
from shancha.kit.clock import now

NOTICE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """A rule in both languages; `change` says in a sentence what is new."""

    title_zh: str
    title_en: str
    body_zh: str
    body_en: str
    change_zh: str = ""
    change_en: str = ""


@transaction.atomic
def publish_rule(
    *, actor: Actor, slug: str, text: RuleText, effective_at: datetime, must_accept: bool, position: int = 0
) -> Rule:
    """Announces a new version of a rule and tells every member. It binds from `effective_at`, seven days off
    at least unless it is the first. Raises RoleRequiredError, RuleNoticeError."""
    if not actor.is_operator:
        raise errors.RoleRequiredError
    latest = Rule.objects.select_for_update().filter(slug=slug).order_by("-version").first()
    if latest is not None and effective_at < now() + NOTICE:
        raise errors.RuleNoticeError(fields={"effective_at": errors.RuleNoticeError.detail})
    rule = Rule.objects.create(
        slug=slug,
        version=latest.version + 1 if latest else 1,
        position=latest.position if latest else position,
        title_zh=text.title_zh,
        title_en=text.title_en,
        body_zh=text.body_zh,
        body_en=text.body_en,
        change_zh=text.change_zh,
        change_en=text.change_en,
        must_accept=must_accept,
        effective_at=effective_at,
    )
    events.publish(RuleAnnounced(rule.slug, rule.version, rule.title_zh, rule.title_en, rule.effective_at))
    return rule


@transaction.atomic
def accept_rule(*, user_id: UUID, slug: str, version: int) -> None:
    """Notes that a member accepted a version, announced ones included. Raises RuleNotFoundError."""
    if not Rule.objects.filter(slug=slug, version=version).exists():
        raise errors.RuleNotFoundError
    record_consent(user_id=user_id, kind=slug, version=str(version))
