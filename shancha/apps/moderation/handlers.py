"""What moderation does when people change: looks over profile texts, forgets words of who left."""

from shancha.apps.accounts.events import UserDeleted
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
    """Removes what the member wrote to moderators and their screened texts; cases against them stay."""
    Report.objects.filter(reporter_id=event.user_id).update(text="")
    Appeal.objects.filter(author_id=event.user_id).update(text="")
    Screening.objects.filter(author_id=event.user_id).update(text="", author=None)
