"""Forms of the back office; what they check again is only what spares a round trip."""

from typing import Any, cast

from django import forms
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from shancha.apps.moderation import subjects
from shancha.apps.moderation.models import Case, Rule, Word
from shancha.apps.moderation.models.decisions import Action, ProfilePart, SanctionKind
from shancha.apps.moderation.queries.rules import list_clauses
from shancha.apps.moderation.reasons import REASONS
from shancha.apps.moderation.screening.reasons import COMMUNITY
from shancha.apps.moderation.services import Verdict
from shancha.apps.moderation.services.rules import NOTICE
from shancha.apps.moderation.services.words import check_word
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError

# Sentences to begin the statement to the author with; moderators add what is particular.
TEMPLATES = (
    "内容留有站外联系方式或引导到平台外交易。",
    "内容属于招代理、卖货一类的广告。",
    "内容对他人进行辱骂或人身攻击。",
    "内容公开了他人的个人信息。",
    "内容涉及法律禁止的物品或行为。",
    "内容未标明广告合作。",
)


class VerdictForm(forms.Form):
    """A moderator's verdict on a case."""

    action = forms.ChoiceField(label="对内容", widget=UnfoldAdminSelectWidget)
    rule = forms.ChoiceField(label="依据条款", required=False, widget=UnfoldAdminSelectWidget)
    reason = forms.CharField(
        label="给作者的说明",
        required=False,
        max_length=1000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3, "list": "templates"}),
        help_text="作者会看到这段话。常用开头：" + " / ".join(TEMPLATES),
    )
    parts = forms.MultipleChoiceField(
        label="重置哪些资料",
        required=False,
        choices=ProfilePart.choices,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text="选“重置资料”时必选；本人可以重新设置",
    )
    sanction = forms.ChoiceField(
        label="对账号",
        required=False,
        choices=[("", "不处罚"), *SanctionKind.choices],
        widget=UnfoldAdminSelectWidget,
    )
    days = forms.IntegerField(
        label="天数",
        required=False,
        min_value=1,
        max_value=3650,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="限制推荐、禁言必填；封号留空为永久（仅运营），审核员最多 30 天",
    )
    note = forms.CharField(
        label="内部备注", required=False, max_length=2000, widget=UnfoldAdminTextInputWidget
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = subjects.find_kind(case.subject_kind).actions
        if Action.RESET not in allowed:
            del self.fields["parts"]
        actions = cast("forms.ChoiceField", self.fields["action"])
        actions.choices = [choice for choice in Action.choices if choice[0] in allowed]
        rules = cast("forms.ChoiceField", self.fields["rule"])
        rules.choices = [("", "—")] + [
            (f"{COMMUNITY} {number}", f"{number} {text[:46]}") for number, text in list_clauses(COMMUNITY)
        ]
        if not self.is_bound:
            self.initial["rule"] = REASONS[case.reason].clause if case.reason in REASONS else ""

    def verdict(self) -> Verdict:
        """The verdict of a valid form."""
        data = self.cleaned_data
        return Verdict(
            action=data["action"],
            sanction=data["sanction"],
            days=data["days"],
            rule=data["rule"],
            reason=data["reason"],
            note=data["note"],
            parts=tuple(data.get("parts", ())),
        )


class LiftForm(forms.Form):
    """Why a measure ends early."""

    reason = forms.CharField(
        label="解除理由",
        min_length=5,
        max_length=1000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="本人会看到这段话",
    )


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    outcome = forms.ChoiceField(
        label="结论",
        choices=[("upheld", "维持原决定 upheld"), ("overturned", "撤销原决定 overturned")],
        widget=UnfoldAdminSelectWidget,
    )
    answer = forms.CharField(
        label="给作者的答复",
        min_length=5,
        max_length=1000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )


class ReadingForm(forms.Form):
    """A second reader's word."""

    outcome = forms.ChoiceField(
        label="结论",
        choices=[("confirmed", "同意 confirmed"), ("reversed", "不同意，撤回决定 reversed")],
        widget=UnfoldAdminSelectWidget,
    )
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=1000,
        help_text="不同意时必填：撤回处罚时作者会看到；原来未处理的，案件会重新打开",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )


class TrialForm(forms.Form):
    """A text to try the screening on."""

    text = forms.CharField(
        label="试一试", max_length=4000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )
    level = forms.ChoiceField(
        label="作者信任等级",
        choices=[("0", "0 新人"), ("1", "1 普通"), ("2", "2 可信"), ("3", "3 认证")],
        initial="1",
        widget=UnfoldAdminSelectWidget,
    )


class WordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A word; refuses what could never be matched."""

    class Meta:
        model = Word
        fields = ("text", "category", "level", "is_matched_by_sound", "is_active", "note")

    def clean(self) -> dict[str, Any]:
        """Asks the service's own check."""
        data = super().clean() or {}
        try:
            check_word(data.get("text", ""), is_matched_by_sound=bool(data.get("is_matched_by_sound")))
        except ProblemError as error:
            raise forms.ValidationError(
                {name: str(message) for name, message in error.fields.items()}
            ) from error
        return data


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new version of a rule."""

    class Meta:
        model = Rule
        fields = (
            "slug", "title_zh", "title_en", "body_zh", "body_en", "change_zh", "change_en", "must_accept",
            "effective_at",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Seven days' notice for all but a first version."""
        data = super().clean() or {}
        is_change = Rule.objects.filter(slug=data.get("slug", "")).exists()
        if is_change and "effective_at" in data and data["effective_at"] < now() + NOTICE:
            raise forms.ValidationError({"effective_at": "规则变更须提前七天公示"})
        return data
