"""Rules and terms: readable, versioned, announced seven days ahead, accepted on record."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.moderation import errors, services
from shancha.apps.moderation.models import Rule
from shancha.apps.moderation.services import RuleText
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db
SLUGS = [
    *("community-rules", "user-agreement", "privacy-policy", "report-promise", "minors-protection"),
    "cross-border-notice",
]
TEXT = RuleText(
    title_zh="社区公约",
    title_en="Community Rules",
    body_zh="1.1 新的一条",
    body_en="1.1 A new one",
    change_zh="新增一条",
)


def test_six_rules_in_two_languages(api):
    assert [rule["slug"] for rule in api().get("/rules").json()] == SLUGS
    for slug in SLUGS:
        chinese = api().get(f"/rules/{slug}").json()
        english = api().get(f"/rules/{slug}", headers={"accept-language": "en"}).json()
        assert len(chinese["body"]) > 300
        assert chinese["title"] != english["title"]
        numbers = [
            line.split()[0] for line in chinese["body"].splitlines() if line[:1].isdigit() and "." in line[:4]
        ]
        translated = [
            line.split()[0] for line in english["body"].splitlines() if line[:1].isdigit() and "." in line[:4]
        ]
        assert numbers == translated
        assert len(numbers) >= 8
    assert api().get("/rules/nonsense").status_code == 404
    assert api().get("/rules/community-rules", {"version": 9}).status_code == 404


def test_a_change_needs_seven_days_and_an_operator():
    operator, member = make_user(is_operator=True), make_user(is_moderator=True)
    with pytest.raises(errors.RuleNoticeError):
        services.publish_rule(
            actor=operator,
            slug="community-rules",
            text=TEXT,
            effective_at=now() + timedelta(days=6),
            must_accept=True,
        )
    with pytest.raises(errors.RoleRequiredError):
        services.publish_rule(
            actor=member,
            slug="community-rules",
            text=TEXT,
            effective_at=now() + timedelta(days=8),
            must_accept=True,
        )
    assert Rule.objects.filter(slug="community-rules").count() == 1


def test_an_announced_version_is_shown_but_does_not_bind_yet(api):
    operator = make_user(is_operator=True)
    at = now() + timedelta(days=7, hours=1)
    services.publish_rule(
        actor=operator, slug="community-rules", text=TEXT, effective_at=at, must_accept=True
    )
    listed = api().get("/rules").json()[0]
    assert (listed["version"], listed["upcoming_version"]) == (1, 2)
    shown = api().get("/rules/community-rules").json()
    assert shown["version"] == 1
    assert [(each["version"], each["is_current"]) for each in shown["versions"]] == [(2, False), (1, True)]
    assert api().get("/rules/community-rules", {"version": 2}).json()["body"] == "1.1 新的一条"
    Rule.objects.filter(version=2).update(effective_at=now() - timedelta(hours=1))
    assert api().get("/rules/community-rules").json()["version"] == 2


def test_acceptance_is_recorded_and_asked_for_again(api):
    user = make_user()
    client = api(user)
    pending = []
    while (rule := client.get("/session").json()["rules_version_pending"]) is not None:
        pending.append(rule["slug"])
        answer = client.send("POST", f"/rules/{rule['slug']}/accept", {"version": rule["version"]})
        assert answer.status_code == 204
    assert pending == ["community-rules", "user-agreement", "privacy-policy"]
    operator = make_user(is_operator=True)
    at = now() + timedelta(days=8)
    services.publish_rule(
        actor=operator, slug="community-rules", text=TEXT, effective_at=at, must_accept=True
    )
    assert client.get("/session").json()["rules_version_pending"] is None
    Rule.objects.filter(version=2).update(effective_at=now() - timedelta(hours=1))
    assert client.get("/session").json()["rules_version_pending"] == {
        "slug": "community-rules",
        "version": "2",
    }


def test_acceptance_refusals(api):
    assert api(make_user()).send("POST", "/rules/community-rules/accept", {"version": 9}).status_code == 404
    assert api().send("POST", "/rules/community-rules/accept", {"version": 1}).status_code in {401, 403}
    assert api(make_user()).send("POST", "/rules/community-rules/accept", {"version": 0}).status_code == 422


def test_the_text_on_minors_changes_with_notice_and_never_over_the_operators_own(told):
    migration = import_module("shancha.apps.moderation.migrations.0009_minors_protection")
    first, second = Rule.objects.filter(slug="minors-protection").order_by("version")
    assert "只允许我关注的人评论" in first.body_zh
    assert "只允许我关注的人评论" not in second.body_zh
    assert second.effective_at <= now(), "a new installation has nobody to give notice to"
    second.delete()
    make_user()
    migration.add_version(apps, None)
    added = Rule.objects.get(slug="minors-protection", version=2)
    assert (added.effective_at - added.announced_at, len(told)) == (timedelta(days=7), 1)
    Rule.objects.filter(id=added.id).update(body_zh="1.1 自己的")
    migration.add_version(apps, None)
    assert Rule.objects.filter(slug="minors-protection").count() == 2


def test_anybody_learns_who_runs_the_platform(api, settings):
    settings.OPERATOR_NAME, settings.OPERATOR_EMAIL = "山茶网络科技有限公司", "service@shancha.example"
    settings.SERVICE_PHONE = "400-123"
    assert api().get("/operator").json() == {
        "name": "山茶网络科技有限公司",
        "address": "",
        "email": "service@shancha.example",
        "phone": "400-123",
        "hours": "",
    }
