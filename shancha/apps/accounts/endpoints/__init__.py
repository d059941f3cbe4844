"""HTTP operations of the accounts app."""

from ninja import Router

from shancha.apps.accounts.endpoints import (
    access,
    contact,
    data,
    email,
    me,
    passkeys,
    people,
    phone,
    places,
    session,
    verification,
)

router = Router(tags=["accounts"])
for part in (session, phone, email, passkeys, me, access, contact, data, verification, people, places):
    router.add_router("", part.router)

__all__ = ["router"]
