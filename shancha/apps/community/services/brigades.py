"""A warning for authors whose note strangers rush upon, with a way to close the door a little."""

from django.db import transaction

from shancha.apps.community.models import Note
from shancha.apps.community.queries.brigades import Rush, find_rushes
from shancha.apps.community.services.note_notices import note_payload
from shancha.apps.messaging.services import notify
from shancha.kit import clock, limits

DAY_SECONDS = 86_400


def warn_of_brigades() -> int:
    """Tells the authors of notes under a rush (see `find_rushes`), once per note and day; returns how many
    were told. The notice offers to let only followers comment, which `change_note_settings` does."""
    return sum(_warn(rush) for rush in find_rushes(clock.now()))


@transaction.atomic
def _warn(rush: Rush) -> bool:
    try:
        limits.check("community.brigade", str(rush.note_id), limit=1, seconds=DAY_SECONDS, durable=True)
    except limits.RateLimitedError:
        return False
    notify(
        user_id=rush.author_id,
        lane="system",
        kind="strangers_rushed",
        subject_kind="note",
        subject_id=rush.note_id,
        group_key=f"strangers_rushed:{rush.note_id}",
        payload={**note_payload(Note.objects.get(id=rush.note_id)), "people": rush.people},
    )
    return True
