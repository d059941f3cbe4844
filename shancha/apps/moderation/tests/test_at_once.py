"""Reports and decisions at the same moment: one case, one decision, one unbroken ledger."""

import pytest

from shancha.apps.moderation import services
from shancha.apps.moderation.models import Case, Decision, Report
from shancha.apps.moderation.services import Verdict
from shancha.apps.moderation.tests.factories import decide, make_moderator, report, settled_user
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_reports_at_once_make_one_case_and_fold_once(world):
    comment = world.add()
    reporters = [settled_user() for _ in range(6)]
    failures = run_together(
        [
            *[lambda reporter=reporter: report(comment, reporter) for reporter in reporters],
            *[lambda: report(comment, reporters[0]) for _ in range(2)],
        ]
    )
    assert failures == []
    case = Case.objects.get()
    assert (case.report_count, Report.objects.count()) == (6, 6)
    assert Decision.objects.filter(action="fold").count() == 1


def test_two_moderators_at_once_decide_once(world):
    case = report(world.add())
    moderators = [make_moderator(), make_moderator()]
    failures = run_together(
        lambda moderator=moderator: decide(case, moderator, Verdict(action="none"))
        for moderator in moderators
    )
    assert [error.code for error in failures] == ["moderation.case_closed"]
    assert Decision.objects.count() == 1
    assert services.verify_ledger().broken_at is None
