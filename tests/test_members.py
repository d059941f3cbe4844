"""Measures against members without a report, lifting them, and accounts begun anew to get rid of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.models import OutgoingMessage, User
from shancha.apps.accounts.services import codes, contact, deletion
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Note
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.messaging.models import Notification
from shancha.apps.moderation import errors, services
from shancha.apps.moderation.models import Case, Decision, LedgerEntry, Sanction, SanctionTrace
from shancha.apps.moderation.services import Verdict
from shancha.apps.moderation.services.holding import hold_subject
from shancha.apps.moderation.tests.factories import make_moderator, report, settled_user
from shancha.kit import clock

pytestmark = pytest.mark.django_db
BAN = Verdict(
    action="none", sanction="suspend", days=7, rule="community-rules 3.2", reason="多个账号反复发布引流广告"
)


def office(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def kinds_told(user_id: Any) -> list[str]:
    return list(Notification.objects.filter(user_id=user_id).order_by("id").values_list("kind", flat=True))


def leave(user: User) -> None:
    """The account is deleted, its grace period over."""
    User.objects.filter(id=user.id).update(delete_at=clock.now() - timedelta(minutes=1))
    assert deletion.delete_account(user_id=user.id)


def test_a_member_is_sanctioned_without_a_report_and_may_appeal() -> None:
    user, moderator = make_user(), make_moderator()
    decision = services.judge_member(actor=moderator, user_id=user.id, verdict=BAN)
    user.refresh_from_db()
    assert user.status == "suspended"
    assert Case.objects.get().source == "moderator"
    assert "decision_none" in kinds_told(user.id)
    assert "account_suspended" not in kinds_told(user.id)
    services.appeal_decision(author_id=user.id, decision_id=decision.id, text="我没有发过广告")


def test_a_measure_answers_the_reports_that_wait() -> None:
    user, reporter = make_user(), settled_user()
    case = report(user.id, reporter, kind="user", reason="wechat_ad")
    services.judge_member(actor=make_moderator(), user_id=user.id, verdict=BAN)
    case.refresh_from_db()
    assert case.state == "decided"
    assert "report_upheld" in kinds_told(reporter.id)


def test_who_may_not() -> None:
    user, operator = make_user(), make_user(is_operator=True)
    moderator = make_moderator()
    for actor, subject, verdict in (
        (user, make_user(), BAN),
        (moderator, operator, BAN),
        (moderator, user, Verdict(action="none", sanction="suspend", rule=BAN.rule, reason=BAN.reason)),
    ):
        with pytest.raises(errors.RoleRequiredError):
            services.judge_member(actor=actor, user_id=subject.id, verdict=verdict)
    with pytest.raises(errors.ConflictOfInterestError):
        services.judge_member(actor=moderator, user_id=moderator.id, verdict=BAN)
    for verdict in (
        Verdict(action="none"),
        Verdict(action="reset", rule=BAN.rule, reason=BAN.reason),
        Verdict(action="none", sanction="limit", rule=BAN.rule, reason=BAN.reason),
        Verdict(action="none", sanction="mute", days=3, rule="", reason=BAN.reason),
    ):
        with pytest.raises(errors.DecisionInvalidError):
            services.judge_member(actor=moderator, user_id=user.id, verdict=verdict)
    assert not Decision.objects.exists()


def test_offending_parts_of_a_profile_are_reset() -> None:
    user = make_user(nickname="加薇领红包", bio="加我微信")
    verdict = Verdict(
        action="reset", parts=("nickname", "bio"), rule="community-rules 3.1", reason="昵称和简介里有引流内容"
    )
    decision = services.judge_member(actor=make_moderator(), user_id=user.id, verdict=verdict)
    user.refresh_from_db()
    assert user.nickname.startswith("山茶")
    assert user.bio == ""
    assert decision.appealable_until is not None
    assert "decision_reset" in kinds_told(user.id)


def test_limited_reach_holds_for_new_notes_and_ends() -> None:
    user = make_user()
    note = make_public_note(user)
    verdict = Verdict(action="none", sanction="limit", days=3, rule=BAN.rule, reason=BAN.reason)
    services.judge_member(actor=make_moderator(), user_id=user.id, verdict=verdict)
    assert Note.objects.get(id=note.id).is_author_limited
    accounts.suspend_user(user_id=user.id)
    accounts.unsuspend_user(user_id=user.id)
    assert Note.objects.get(id=note.id).is_author_limited
    assert services.end_lapsed_limits() == 0
    Sanction.objects.update(ends_at=clock.now() - timedelta(seconds=1))
    assert services.end_lapsed_limits() == 1
    assert not Note.objects.get(id=note.id).is_author_limited
    assert services.end_lapsed_limits() == 0


def test_a_measure_is_lifted_early_with_a_reason() -> None:
    user, moderator = make_user(), make_moderator()
    services.judge_member(actor=moderator, user_id=user.id, verdict=BAN)
    sanction = Sanction.objects.get()
    with pytest.raises(errors.DecisionInvalidError):
        services.lift_member_sanction(actor=moderator, sanction_id=sanction.id, reason="好")
    services.lift_member_sanction(actor=moderator, sanction_id=sanction.id, reason="已核实整改完成")
    user.refresh_from_db()
    assert user.status == "active"
    assert kinds_told(user.id).count("decision_lifted") == 1
    assert "account_restored" not in kinds_told(user.id)
    assert LedgerEntry.objects.filter(kind="lifting").count() == 1
    assert services.verify_ledger().broken_at is None
    with pytest.raises(errors.SanctionNotFoundError):
        services.lift_member_sanction(actor=moderator, sanction_id=sanction.id, reason="已核实整改完成")


def test_what_only_operators_give_only_operators_lift() -> None:
    user, operator = make_user(), make_user(is_operator=True)
    for_good = Verdict(action="none", sanction="suspend", rule=BAN.rule, reason=BAN.reason)
    services.judge_member(actor=operator, user_id=user.id, verdict=for_good)
    sanction = Sanction.objects.get()
    with pytest.raises(errors.RoleRequiredError):
        services.lift_member_sanction(
            actor=make_moderator(), sanction_id=sanction.id, reason="已核实整改完成"
        )
    services.lift_member_sanction(actor=operator, sanction_id=sanction.id, reason="已核实整改完成")


@pytest.mark.parametrize("way", ["phone", "email"])
def test_a_ban_is_not_evaded_by_deleting_the_account(way: str) -> None:
    fields = {"phone": {"phone": "13800138055"}, "email": {"email": "again@example.com"}}[way]
    user = make_user(**fields)
    decision = services.judge_member(actor=make_moderator(), user_id=user.id, verdict=BAN)
    ends_at = Sanction.objects.get().ends_at
    leave(user)
    assert fields[way] not in str(list(SanctionTrace.objects.values()))
    again = make_user(**fields)
    again.refresh_from_db()
    assert (again.status, again.suspended_until) == ("suspended", ends_at)
    carried = Decision.objects.get(author_id=again.id)
    assert carried.carried_from_id == decision.id
    assert carried.is_automatic
    assert "decision_none" in kinds_told(again.id)
    services.carry_sanctions(again.id)
    assert Decision.objects.filter(author_id=again.id).count() == 1
    services.appeal_decision(author_id=again.id, decision_id=carried.id, text="这个号码刚换给我用")


def test_a_ban_follows_the_phone_that_is_bound_later() -> None:
    user = make_user(phone="13800138066")
    services.judge_member(actor=make_moderator(), user_id=user.id, verdict=BAN)
    leave(user)
    again = make_user(email="other@example.com")
    assert again.status == "active"
    number = "+8613800138066"
    codes.request_code(number=number, purpose="change")
    code = OutgoingMessage.objects.latest("created_at").code
    contact.change_phone(user_id=again.id, number=number, code=code)
    again.refresh_from_db()
    assert again.status == "suspended"


def test_no_trace_is_left_by_others_nor_after_the_time() -> None:
    user = make_user(phone="13800138077")
    leave(user)
    assert not SanctionTrace.objects.exists()
    banned = make_user(phone="13800138088")
    services.judge_member(actor=make_moderator(), user_id=banned.id, verdict=BAN)
    leave(banned)
    SanctionTrace.objects.update(ends_at=clock.now() - timedelta(seconds=1))
    assert make_user(phone="13800138088").status == "active"
    services.sweep_evidence()
    assert not SanctionTrace.objects.exists()


def test_the_back_office_sanctions_and_lifts() -> None:
    user, moderator = make_user(nickname="要处理的人"), make_moderator()
    client = office(moderator)
    address = f"/admin/moderation/sanction/member/{user.id}/"
    assert address in client.get(f"/admin/accounts/user/{user.id}/change/").content.decode()
    assert "要处理的人" in client.get(address).content.decode()
    form = {
        "action": "none",
        "sanction": "mute",
        "days": "3",
        "rule": BAN.rule,
        "reason": BAN.reason,
        "note": "",
    }
    assert "处理决定填写不完整" in client.post(address, {**form, "days": ""}).content.decode()
    assert client.post(address, form).status_code == 302
    sanction = Sanction.objects.get()
    page = client.get(f"/admin/moderation/sanction/{sanction.id}/change/").content.decode()
    assert BAN.reason in page
    lift = f"/admin/moderation/sanction/{sanction.id}/lift/"
    assert client.post(lift, {"reason": "已核实整改完成"}).status_code == 302
    user.refresh_from_db()
    assert user.status == "active"
    assert LogEntry.objects.filter(user_id=moderator.id, object_id=str(user.id)).count() == 2
    assert office(make_user()).get(address).status_code == 302


def test_held_things_show_their_pictures() -> None:
    author, moderator = make_user(), make_moderator()
    note = make_public_note(author)
    picture = {"base": "/media/abcdefghijklmnop/", "widths": [360], "width": 900, "height": 1200}
    Note.objects.filter(id=note.id).update(pictures=[picture], title="等待审核的笔记")
    screening = services.screen(kind="note", author_id=None, text="加薇 shancha8866")
    case = hold_subject(
        kind="note", subject_id=note.id, author_id=author.id, text="加薇 shancha8866", screening=screening
    )
    page = office(moderator).get(f"/admin/moderation/case/{case.id}/change/").content.decode()
    assert "/media/abcdefghijklmnop/360.webp" in page
    assert "等待审核的笔记" in page
