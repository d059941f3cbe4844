"""What of a note one can say not to be interested in."""

from typing import Any
from uuid import UUID

from shancha.apps.discovery.errors import FeedbackTargetError
from shancha.apps.discovery.queries.profiles import find_note_facts
from shancha.kit import sql


def find_refusable(note_id: UUID, *, viewer_id: UUID | None, names: dict[str, str]) -> dict[str, Any]:
    """The category and the first three topics of a published note, as Refusable; `names` are the categories'.
    Raises FeedbackTargetError where there is no such note, or none that the viewer may open."""
    facts = find_note_facts(note_id, viewer_id=viewer_id)
    if facts is None:
        raise FeedbackTargetError
    topics = sql.fetch_all(
        """
        select t.id, t.name from unnest(%s::uuid[]) with ordinality w(id, place)
        join community_topic t on t.id = w.id where t.state <> 'banned' order by w.place
        """,
        [facts["topics"]],
    )
    slug = facts["category"]
    return {"category": {"slug": slug, "name": names.get(slug, slug)}, "topics": topics}
