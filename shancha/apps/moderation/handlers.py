"""What moderation does when people change: looks over profile texts, forgets words of who left."""

from shancha.apps.accounts.events import ContactChanged, ProviderBound, UserDeleted, UserRegistered
from shancha.apps.moderation import errors, services
from shancha.apps.moderation.models import Appeal, Report, Screening
from shancha.kit.events import subscribe


def check_profile_text(field: str, text: str) -> None:
    """Refuses a nickname, an introduction or a badge that breaks a rule: these never wait for a moderator.
    Raises TextRefusedError with the reason at the field."""
    kind = field if field in {"nickname", "bio"} else "nickname"
    screening = services.screen(kind=kind, author_id=None, text=text)
    if screening.decision != "allow":
        raise errors.TextRefusedError(fields={field: screening.reasons[0].text})


@subscribe(UserDeleted)
def on_user_deleted(event: UserDeleted) -> None:
    """Removes what the member wrote to moderators and their screened texts; cases against them stay, and what
    is in force against them is kept for the case that they come back."""
    services.keep_traces(event.user_id)
    Report.objects.filter(reporter_id=event.user_id).update(text="")
    Appeal.objects.filter(author_id=event.user_id).update(text="")
    Screening.objects.filter(author_id=event.user_id).update(text="", author=None)


@subscribe(UserRegistered)
def on_user_registered(event: UserRegistered) -> None:
    """Nobody gets rid of a measure by beginning anew."""
    services.carry_sanctions(event.user_id)


@subscribe(ContactChanged)
def on_contact_changed(event: ContactChanged) -> None:
    """Nor by binding the old phone or address later."""
    services.carry_sanctions(event.user_id)


@subscribe(ProviderBound)
def on_provider_bound(event: ProviderBound) -> None:
    """Nor by the same account of a provider."""
    services.carry_sanctions(event.user_id)
