"""Applying for a verified role."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from shancha.apps.accounts import guards
from shancha.apps.accounts.authentication import owner, require_viewer
from shancha.apps.accounts.models import VerificationRequest
from shancha.apps.accounts.schemas.me import Verification, VerificationForm, Verifications
from shancha.apps.accounts.services import verification
from shancha.kit.errors import problems

router = Router(tags=["accounts"])


def _describe(request: VerificationRequest) -> dict[str, Any]:
    shown = ("id", "role", "label", "source", "state", "reason", "created_at", "decided_at")
    return {**{name: getattr(request, name) for name in shown}, "category": request.category_slug}


@router.get("/me/verification", response={200: Verifications, **problems(401, 403)}, auth=owner)
def list_my_verifications(request: HttpRequest) -> dict[str, Any]:
    """The member's applications, and the roles earned, given and taken back: the latest twenty."""
    found = VerificationRequest.objects.filter(user_id=require_viewer(request).id).order_by(
        "-created_at", "id"
    )
    return {"items": [_describe(item) for item in found[:20]]}


@router.post(
    "/me/verification", response={201: Verification, **problems(401, 403, 409, 413, 422, 429)}, auth=owner
)
def apply_for_verification(
    request: HttpRequest,
    payload: Form[VerificationForm],
    files: File[list[UploadedFile]] = [],  # noqa: B006 - Ninja copies it
) -> tuple[int, dict[str, Any]]:
    """Applies for a verified role with a text and up to three pictures, which operators alone see.
    One application at a time; five a day."""
    viewer = require_viewer(request)
    guards.guard_subject("verification", str(viewer.id), limit=5, seconds=86400)
    made = verification.apply_for_role(
        user_id=viewer.id,
        role=payload.role,
        category=payload.category,
        label=payload.label,
        evidence=payload.evidence,
        files=files,
    )
    return 201, _describe(made)


@router.delete(
    "/me/verification/{request_id}", response={204: None, **problems(401, 403, 404, 409, 422)}, auth=owner
)
def withdraw_my_verification(request: HttpRequest, request_id: UUID) -> tuple[int, None]:
    """Takes one's open application back."""
    verification.withdraw_application(user_id=require_viewer(request).id, request_id=request_id)
    return 204, None
