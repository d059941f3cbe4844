"""Screening as the apps above use it: facts gathered, text judged, answer stored."""

from urllib.parse import urlsplit
from uuid import UUID

import orjson
from django.conf import settings

from shancha.apps.moderation.queries.authors import author_facts
from shancha.apps.moderation.queries.words import word_matcher
from shancha.apps.moderation.screening import AuthorFacts, Screening, judge
from shancha.apps.moderation.screening.normalise import normalise
from shancha.apps.moderation.screening.sketch import sketch
from shancha.apps.moderation.services.holding import hold_subject
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id

_STORE = """
    insert into moderation_screening (id, kind, subject_id, author_id, decision, score, signals, text,
        fingerprint, sketch, engine, words_version, created_at)
    values (%s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s::int[], %s, %s, %s)
"""


def screen(*, kind: str, author_id: UUID | None, text: str, subject_id: UUID | None = None) -> Screening:
    """Screens a text before it is published; call it in the transaction that writes the text.

    `kind` is note, comment, nickname, bio, topic or board; the last four are never held: what would wait for
    a moderator is refused at once. "allow": publish. "review": keep it from others; where `subject_id` is
    given a case is opened, and `DecisionMade(action="restore")` publishes it later. "block": refuse, showing
    `reasons` to the author. Two short statements, no network; the text is stored only where it was stopped.
    """
    if author_id is None:
        return judge(kind=kind, text=text, words=word_matcher(), own_hosts=_own_hosts())
    view = normalise(text)
    facts = author_facts(author_id, kind=kind, fingerprint=view.fingerprint, subject_id=subject_id)
    screening = judge(kind=kind, text=text, words=word_matcher(), author=facts, own_hosts=_own_hosts())
    sql.execute(
        _STORE,
        [
            new_id(),
            kind,
            subject_id,
            author_id,
            screening.decision,
            screening.score,
            orjson.dumps([signal.as_dict() for signal in screening.signals]).decode(),
            "" if screening.decision == "allow" else text[:4000],
            screening.fingerprint,
            sketch(view),
            screening.engine,
            screening.words_version,
            now(),
        ],
    )
    if screening.decision == "review" and subject_id is not None:
        hold_subject(kind=kind, subject_id=subject_id, author_id=author_id, text=text, screening=screening)
    return screening


def preview(*, text: str, kind: str = "comment") -> str | None:
    """What to say gently to a writer before posting, or None. Stores nothing."""
    screening = judge(kind=kind, text=text, words=word_matcher(), own_hosts=_own_hosts())
    return str(screening.nudge) or None


def needs_review(author: AuthorFacts, *, score: float = 0.0) -> bool:
    """Whether an author's work should wait for a moderator: the gate's strength follows trust. Newcomers wait
    at the slightest sign, trusted members only at a strong one, nobody for being new alone."""
    gates = (0.35, 0.5, 0.6, 0.8)
    level = max(0, min(author.level, 3) - (1 if author.strikes else 0))
    return score >= gates[level]


def _own_hosts() -> frozenset[str]:
    host = urlsplit(settings.BASE_URL).hostname or ""
    return frozenset({host})
