"""Refusals of the moderation app."""

from shancha.kit.errors import NotFoundError, ProblemError
from shancha.kit.language import bilingual


class TextRefusedError(ProblemError):
    """A text breaks a rule so plainly that it is not taken; `fields` and `reasons` say why."""

    code = "moderation.text_refused"
    status = 422
    detail = bilingual("内容没有通过审核，请修改后再试", "This text can't be published as it is")


class ReasonUnknownError(ProblemError):
    """The reason is not one of those offered for this kind of subject."""

    code = "moderation.reason_unknown"
    status = 422
    detail = bilingual("请选择举报原因", "Please choose one of the reasons")


class ReportTextRequiredError(ProblemError):
    """The reason "other" needs a description."""

    code = "moderation.report_text_required"
    status = 422
    detail = bilingual("请写明情况，方便我们核实", "Please describe what is wrong")


class OwnSubjectError(ProblemError):
    """Nobody reports their own content."""

    code = "moderation.own_subject"
    status = 409
    detail = bilingual("不能举报自己的内容", "You can't report your own content")


class CaseNotFoundError(NotFoundError):
    """No such case."""

    code = "moderation.case_not_found"
    detail = bilingual("没有这个案件", "No such case")


class CaseClosedError(ProblemError):
    """The case was decided already."""

    code = "moderation.case_closed"
    status = 409
    detail = bilingual("这个案件已经处理过了", "This case has been decided already")


class CaseClaimedError(ProblemError):
    """Another moderator is working on the case."""

    code = "moderation.case_claimed"
    status = 409
    detail = bilingual("其他审核员正在处理这个案件", "Another moderator is working on this case")


class RoleRequiredError(ProblemError):
    """Only moderators decide; long and endless suspensions are for operators."""

    code = "moderation.role_required"
    status = 403
    detail = bilingual("没有权限做这个决定", "You may not make this decision")


class ConflictOfInterestError(ProblemError):
    """A moderator may not judge what they wrote, reported, or decided before."""

    code = "moderation.conflict_of_interest"
    status = 403
    detail = bilingual("与本案有关的人不能处理本案", "Somebody involved in a case can't judge it")


class DecisionInvalidError(ProblemError):
    """The action, sanction, clause or reason of a decision does not fit."""

    code = "moderation.decision_invalid"
    status = 422
    detail = bilingual("处理决定填写不完整", "The decision is not complete")


class DecisionNotFoundError(NotFoundError):
    """No such decision about the asker."""

    code = "moderation.decision_not_found"
    detail = bilingual("没有这个处理决定", "No such decision")


class SanctionNotFoundError(NotFoundError):
    """No such measure in force."""

    code = "moderation.sanction_not_found"
    detail = bilingual("没有生效中的处罚", "No such measure in force")


class AppealClosedError(ProblemError):
    """The decision can't be appealed: too late, appealed already, superseded, or nothing to appeal."""

    code = "moderation.appeal_closed"
    status = 409
    detail = bilingual("这个决定不能再申诉了", "This decision can't be appealed any more")


class AppealNotFoundError(NotFoundError):
    """No such open appeal."""

    code = "moderation.appeal_not_found"
    detail = bilingual("没有待复核的申诉", "No such open appeal")


class ReadingNotFoundError(NotFoundError):
    """No such open second reading."""

    code = "moderation.reading_not_found"
    detail = bilingual("没有待复读的决定", "No such open second reading")


class RuleNotFoundError(NotFoundError):
    """No rule of this name, or no such version."""

    code = "moderation.rule_not_found"
    detail = bilingual("没有这份规则", "No such rule")


class RuleNoticeError(ProblemError):
    """A change of rules binds seven days after it was announced, not sooner."""

    code = "moderation.rule_notice"
    status = 422
    detail = bilingual("规则变更须提前七天公示", "Changes of rules need seven days' notice")


class WordInvalidError(ProblemError):
    """The word has no letters left after normalising, or is too short to be matched by sound."""

    code = "moderation.word_invalid"
    status = 422
    detail = bilingual("这个词无法匹配", "This word can't be matched")
