"""One's own data: export and deletion."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import Router

from shancha.apps.accounts import departures, guards
from shancha.apps.accounts.authentication import owner, require_viewer
from shancha.apps.accounts.models import ExportRequest, User
from shancha.apps.accounts.schemas.me import DeletionCheck, DeletionPlan, Export, Exports, Proof
from shancha.apps.accounts.services import contact, deletion, exports, sign_in
from shancha.apps.accounts.services.codes import spending
from shancha.kit.errors import problems

router = Router(tags=["accounts"])


@router.post("/me/export", response={202: Export, **problems(401, 403, 409, 429)}, auth=owner)
def request_my_export(request: HttpRequest) -> tuple[int, ExportRequest]:
    """Orders a ZIP of all own data: JSON and original media. A notice comes when it is ready; five a day."""
    viewer = require_viewer(request)
    guards.guard_subject("export", str(viewer.id), limit=5, seconds=86400)
    return 202, exports.request_export(user_id=viewer.id)


@router.get("/me/exports", response={200: Exports, **problems(401, 403)}, auth=owner)
def list_my_exports(request: HttpRequest) -> dict[str, Any]:
    """The latest twenty orders."""
    found = ExportRequest.objects.filter(user_id=require_viewer(request).id).order_by("-created_at", "id")
    return {"items": list(found[:20])}


_ZIP: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The ZIP",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get(
    "/me/exports/{export_id}/file",
    response={200: None, **problems(401, 403, 404, 410, 422)},
    auth=owner,
    openapi_extra=_ZIP,
)
def get_my_export_file(request: HttpRequest, export_id: UUID) -> FileResponse:
    """The ZIP of one's own export, for seven days."""
    file = exports.open_export(user_id=require_viewer(request).id, export_id=export_id)
    response = FileResponse(
        file, as_attachment=True, filename="shancha-export.zip", content_type="application/zip"
    )
    response["Cache-Control"] = "private, no-store"
    return response


@router.get("/me/deletion", response={200: DeletionCheck, **problems(401, 403)}, auth=owner)
def get_my_deletion(request: HttpRequest) -> dict[str, Any]:
    """What stands in the way of deleting the account (`is_blocking`), what would be lost with it, and the
    day set for it, if one is."""
    me = require_viewer(request).id
    delete_at = User.objects.values_list("delete_at", flat=True).get(id=me)
    return {"delete_at": delete_at, "items": [asdict(each) for each in departures.obstacles_of(me)]}


@router.post("/me/deletion", response={200: DeletionPlan, **problems(401, 403, 409, 422, 429)}, auth=owner)
def request_my_deletion(request: HttpRequest, payload: Proof) -> dict[str, Any]:
    """Sets the day on which the account goes, after proof of the person. Refused
    (`accounts.deletion_blocked`) while something that GET lists as blocking is not settled. Signing in again
    before that day, or DELETE, calls it off. Other devices and API tokens are signed out at once."""
    viewer = require_viewer(request)
    guards.guard_subject("proof", str(viewer.id), limit=20)
    proof = contact.prove_person(viewer=viewer, password=payload.password, code=payload.code)
    with spending(proof):
        user = deletion.request_deletion(user_id=viewer.id, kept_session=viewer.session_key)
    return {"delete_at": user.delete_at}


@router.delete("/me/deletion", response={204: None, **problems(401, 403)}, auth=owner)
def cancel_my_deletion(request: HttpRequest) -> tuple[int, None]:
    """Calls the deletion off; nothing happens where none was asked for."""
    sign_in.cancel_deletion(user_id=require_viewer(request).id)
    return 204, None
