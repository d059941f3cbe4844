"""The answer to an appeal: to its author, and into the ledger."""

from shancha.apps.moderation.events import AppealJudged
from shancha.apps.moderation.models import Appeal
from shancha.apps.moderation.models.decisions import AppealState
from shancha.apps.moderation.services.ledger import append_to_ledger
from shancha.kit import events


def answer_appeal(appeal: Appeal) -> None:
    """Tells the author how an appeal was judged and enters it into the ledger. Give it with its decision, in
    the transaction that judges it. Publishes AppealJudged."""
    _tell(appeal)
    _enter(appeal)


def _tell(appeal: Appeal) -> None:
    if appeal.author_id is None:
        return
    decision = appeal.decision
    events.publish(
        AppealJudged(
            appeal_id=appeal.id,
            decision_id=decision.id,
            author_id=appeal.author_id,
            subject_kind=decision.subject_kind,
            subject_id=decision.subject_id,
            is_overturned=appeal.state == AppealState.OVERTURNED,
            answer=appeal.answer,
        )
    )


def _enter(appeal: Appeal) -> None:
    assert appeal.judged_at is not None
    append_to_ledger(
        "appeal",
        {
            "decision": str(appeal.decision_id),
            "subject": appeal.decision.subject_kind,
            "outcome": str(appeal.state),
            "automatic": appeal.decision.is_automatic,
            "minutes": int((appeal.judged_at - appeal.created_at).total_seconds() // 60),
            "in_time": appeal.judged_at <= appeal.due_at,
        },
    )
