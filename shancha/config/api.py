"""Assembles the HTTP API from the apps' routers and gives every refusal one shape."""

from typing import Any

import orjson
import structlog
from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from shancha.apps.accounts.endpoints import router as accounts
from shancha.apps.community.endpoints import router as community
from shancha.apps.discovery.endpoints import router as discovery
from shancha.apps.insights.endpoints import router as insights
from shancha.apps.mall.endpoints import router as mall
from shancha.apps.messaging.endpoints import router as messaging
from shancha.apps.moderation.endpoints import router as moderation
from shancha.apps.orders.endpoints import router as orders
from shancha.apps.payments.endpoints import router as payments
from shancha.apps.promotions.endpoints import router as promotions
from shancha.apps.wallet.endpoints import router as wallet
from shancha.kit.errors import InvalidInputError, NotFoundError, ProblemError
from shancha.kit.language import bilingual

log = structlog.get_logger("shancha.api")


class OrjsonRenderer(BaseRenderer):
    """JSON by orjson."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """Encodes what the operation returned."""
        return orjson.dumps(data, default=str)


class OrjsonParser(Parser):
    """Reads JSON bodies; junk becomes a 422 rather than a 400 of another shape."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value."""
        try:
            return orjson.loads(request.body or b"null")
        except (orjson.JSONDecodeError, UnicodeDecodeError) as error:
            raise InvalidInputError(
                bilingual("请求内容不是有效的 JSON", "The body is not valid JSON")
            ) from error


class ShanchaAPI(NinjaAPI):
    """Operation ids come from function names, so that moving a file renames nothing."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> Any:
        """The description, with refusals under their media type (RFC 9457)."""
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                _declare_what_is_refused_before(operation)
                for response in operation["responses"].values():
                    _give_problems_their_media_type(response)
        return schema


def _declare_what_is_refused_before(operation: dict[str, Any]) -> None:
    """What comes before an operation runs may end there: a wrong token or nobody where somebody must be, a
    token without the scope or a form without its CSRF token, input or an address that can't be read."""
    problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, description in ((401, "Unauthorized"), (403, "Forbidden")):
        operation["responses"].setdefault(status, {"description": description, "content": dict(problem)})
    places = {parameter["in"] for parameter in operation.get("parameters", [])}
    if places or "requestBody" in operation:
        operation["responses"].setdefault(
            422, {"description": "Unprocessable Content", "content": dict(problem)}
        )
    if "path" in places:
        operation["responses"].setdefault(404, {"description": "Not Found", "content": dict(problem)})


def _give_problems_their_media_type(response: dict[str, Any]) -> None:
    content = response.get("content", {})
    if content.get("application/json", {}).get("schema", {}).get("$ref", "").endswith("/Problem"):
        content["application/problem+json"] = content.pop("application/json")


api = ShanchaAPI(
    title="山茶集 Shancha",
    version="1",
    description="A community of honest notes. Errors are RFC 9457 problem details with a stable `code`; "
    "lists use cursors; times are UTC; pictures are WebP by width.",
    docs_url=None,
    openapi_url="/openapi.json",
    renderer=OrjsonRenderer(),
    parser=OrjsonParser(),
    urls_namespace="api",
)


def problem_response(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """Renders a refusal as application/problem+json."""
    body = {**error.as_dict(), "request_id": getattr(request, "request_id", "")}
    response = HttpResponse(
        orjson.dumps(body, default=str), status=error.status, content_type="application/problem+json"
    )
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


@api.exception_handler(ProblemError)
def on_problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """A refusal by a domain."""
    return problem_response(request, error)


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Input of the wrong shape: says which field, in the reader's language where it can."""
    fields = {}
    for problem in error.errors:
        names = [str(part) for part in problem["loc"][1:] if part not in {"payload", "data"}]
        fields[".".join(names) or "body"] = _message(problem)
    return problem_response(request, InvalidInputError(fields=fields))


def _message(problem: dict[str, Any]) -> str:
    context = problem.get("ctx") or {}
    known = {
        "missing": bilingual("必填", "Required"),
        "string_too_long": bilingual(
            f"最多 {context.get('max_length')} 个字符", f"At most {context.get('max_length')} characters"
        ),
        "string_too_short": bilingual(
            f"至少 {context.get('min_length')} 个字符", f"At least {context.get('min_length')} characters"
        ),
        "too_long": bilingual(f"最多 {context.get('max_length')} 项", f"At most {context.get('max_length')}"),
        "too_short": bilingual(
            f"至少 {context.get('min_length')} 项", f"At least {context.get('min_length')}"
        ),
        "uuid_parsing": bilingual("编号格式不对", "Not a valid id"),
        "literal_error": bilingual("不在可选范围内", "Not one of the choices"),
        "string_pattern_mismatch": bilingual("格式不对", "Wrong format"),
    }
    return known.get(problem["type"], bilingual("填写不正确", str(problem["msg"])))


@api.exception_handler(AuthenticationError)
def on_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Nobody is signed in where somebody must be."""
    refusal = ProblemError(bilingual("请先登录", "Please sign in first"))
    refusal.code, refusal.status = "accounts.sign_in_required", 401
    return problem_response(request, refusal)


@api.exception_handler(Http404)
def on_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Django's own 404."""
    return problem_response(request, NotFoundError())


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja's own refusals."""
    refusal = InvalidInputError()
    refusal.status = error.status_code
    return problem_response(request, refusal)


@api.exception_handler(RequestDataTooBig)
def on_too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """A body beyond the limit."""
    refusal = InvalidInputError(bilingual("内容太大了", "The body is too large"))
    refusal.status = 413
    return problem_response(request, refusal)


@api.exception_handler(DataError)
def on_data_error(request: HttpRequest, error: DataError) -> HttpResponse:
    """A value no column can hold, such as a NUL character."""
    log.warning("data_error", error=str(error), path=request.path)
    return problem_response(request, InvalidInputError())


@api.exception_handler(Exception)
def on_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours: logged whole, told without details."""
    log.error("fault", path=request.path, request_id=getattr(request, "request_id", ""), exc_info=error)
    refusal = ProblemError(bilingual("服务器出了点问题，请稍后再试", "Something went wrong on our side"))
    refusal.code, refusal.status = "kit.fault", 500
    return problem_response(request, refusal)


# Routes are tried in order: the busiest first.
for router in (
    discovery,
    community,
    mall,
    orders,
    promotions,
    insights,
    messaging,
    wallet,
    payments,
    accounts,
    moderation,
):
    api.add_router("", router)


@csrf_exempt  # nothing is there to be protected
def unknown_address(request: HttpRequest) -> HttpResponse:
    """An address below the API that no operation has."""
    return problem_response(request, NotFoundError())
