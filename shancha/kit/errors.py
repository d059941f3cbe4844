"""Errors that people and programs can act on: RFC 9457 problem details with a stable code."""

from collections.abc import Mapping

from ninja import Schema

from shancha.kit.language import bilingual


class ProblemError(Exception):
    """A refusal with a stable code. Domains subclass it in their `errors` room.

    `detail` is shown to people, `fields` names the inputs at fault, `retry_after` is in seconds.
    """

    code = "kit.problem"
    status = 400
    detail: str = bilingual("请求没有成功", "The request did not succeed")

    def __init__(
        self,
        detail: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        retry_after: int | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(self.code)
        if detail is not None:
            self.detail = detail
        self.fields = dict(fields or {})
        self.retry_after = retry_after
        self.extra = dict(extra or {})

    def as_dict(self) -> dict[str, object]:
        """The body of the answer, texts in the active language."""
        return {
            "type": f"/problems/{self.code}",
            "title": str(self.detail),
            "status": self.status,
            "code": self.code,
            "detail": str(self.detail),
            "fields": {name: [str(message)] for name, message in self.fields.items()},
            **self.extra,
        }


class NotFoundError(ProblemError):
    """The thing does not exist, or the asker may not know that it does."""

    code = "kit.not_found"
    status = 404
    detail = bilingual("没有找到，可能已被删除", "Not found; it may have been deleted")


class InvalidInputError(ProblemError):
    """Input that cannot be understood; `fields` says where."""

    code = "kit.input_invalid"
    status = 422
    detail = bilingual("有内容填写不正确", "Some of the input is not valid")


class Problem(Schema):
    """RFC 9457 problem details; `fields` maps an input's name to what is wrong with it."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    fields: dict[str, list[str]] = {}
    request_id: str = ""


def problems(*statuses: int) -> dict[int, type[Problem]]:
    """Declares refusals on an operation: `response={200: Note, **problems(401, 404)}`."""
    return dict.fromkeys(statuses, Problem)
