"""Changing the phone and the e-mail address."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts import guards
from shancha.apps.accounts.authentication import owner, require_viewer
from shancha.apps.accounts.phones import read_phone
from shancha.apps.accounts.queries.profiles import get_me
from shancha.apps.accounts.schemas.me import EmailChange, EmailKey, Me, PhoneChange
from shancha.apps.accounts.schemas.session import LetterSent
from shancha.apps.accounts.services import contact
from shancha.apps.accounts.services.codes import spending
from shancha.kit.errors import problems

router = Router(tags=["accounts"])


@router.post("/me/contact/phone", response={200: Me, **problems(401, 403, 409, 422, 429)}, auth=owner)
def change_my_phone(request: HttpRequest, payload: PhoneChange) -> dict[str, Any]:
    """Binds a phone: the code proves the new number, `proof` the person (the password, or a code to
    the old number). The old number is told. Twenty tries an hour."""
    viewer = require_viewer(request)
    guards.guard_subject("proof", str(viewer.id), limit=20)
    number = read_phone(payload.phone)
    proof = contact.prove_person(viewer=viewer, password=payload.proof.password, code=payload.proof.code)
    contact.change_phone(user_id=viewer.id, number=number, code=payload.code, proof=proof)
    return get_me(viewer.id)


@router.post("/me/contact/email", response={202: LetterSent, **problems(401, 403, 422, 429)}, auth=owner)
def change_my_email(request: HttpRequest, payload: EmailChange) -> tuple[int, dict[str, bool]]:
    """Sends a link to the new address after proof of the person. Its key goes to
    `/me/contact/email/confirm` within an hour. Three letters an hour for a mailbox."""
    viewer = require_viewer(request)
    guards.guard_subject("proof", str(viewer.id), limit=20)
    proof = contact.prove_person(viewer=viewer, password=payload.proof.password, code=payload.proof.code)
    guards.guard_subject("letter", payload.email.lower(), limit=3)
    with spending(proof):
        contact.request_email_change(user_id=viewer.id, email=payload.email)
    return 202, {"is_accepted": True}


@router.post("/me/contact/email/confirm", response={200: Me, **problems(401, 403, 409, 422, 429)}, auth=owner)
def confirm_my_email(request: HttpRequest, payload: EmailKey) -> dict[str, Any]:
    """Binds the address whose link was followed; the former address is told."""
    viewer = require_viewer(request)
    guards.guard_subject("email_key", str(viewer.id), limit=20)
    contact.confirm_email_change(user_id=viewer.id, key=payload.key)
    return get_me(viewer.id)
