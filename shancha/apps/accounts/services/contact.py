"""Change of phone and e-mail: proof of the person first, then proof of the new address."""

from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction

from shancha.apps.accounts import errors, letters
from shancha.apps.accounts.events import ContactChanged
from shancha.apps.accounts.models import LoginRecord, User
from shancha.apps.accounts.phones import mask_phone, phone_hash
from shancha.apps.accounts.services.codes import check_code, spending
from shancha.apps.accounts.services.outgoing import send_email, send_sms
from shancha.apps.accounts.services.standing import lock_user
from shancha.apps.accounts.viewers import Viewer
from shancha.kit import clock, events

FRESH = timedelta(minutes=15)
EMAIL_KEY_SECONDS = 3600
_SALT = "shancha.change_email"


def prove_person(*, viewer: Viewer, password: str = "", code: str = "") -> UUID | None:
    """Makes sure that it is the owner who asks: by the password, by a code (purpose `verify`) sent to
    the account's phone, or, where the account has neither, by a session younger than 15 minutes.
    Returns the code, if it was one: whoever does what was asked uses it up with that (`codes.spending`).

    Raises ProofRequiredError without proof, CredentialsWrongError or CodeWrongError for a wrong one.
    """
    user = User.objects.get(id=viewer.id)
    if password and user.has_usable_password():
        if not user.check_password(password):
            raise errors.CredentialsWrongError(fields={"password": errors.CredentialsWrongError.detail})
        return None
    if code and user.phone:
        return check_code(number=user.phone, purpose="verify", code=code)
    has_means = user.has_usable_password() or bool(user.phone)
    if has_means or viewer.since < clock.now() - FRESH:
        raise errors.ProofRequiredError
    return None


def change_phone(*, user_id: UUID, number: str, code: str, proof: UUID | None = None) -> None:
    """Binds a number that a code (purpose `change`) proved; the caller has proven the person, `proof` is what
    prove_person returned. Both codes are used up if it succeeds. The old number is told. Raises
    CodeWrongError, PhoneTakenError. Publishes ContactChanged."""
    fresh = check_code(number=number, purpose="change", code=code)
    with spending(proof, fresh):
        user = lock_user(user_id)
        former = user.phone
        user.phone, user.phone_hash, user.phone_verified_at = number, phone_hash(number), clock.now()
        try:
            with transaction.atomic():
                user.save(update_fields=["phone", "phone_hash", "phone_verified_at"])
        except IntegrityError as error:
            raise errors.PhoneTakenError(fields={"phone": errors.PhoneTakenError.detail}) from error
        LoginRecord.objects.create(user_id=user_id, kind="phone_changed")
        if former and former != number:
            send_sms(to=former, body=letters.phone_changed_text(mask_phone(number)))
        events.publish(ContactChanged(user_id=user_id, kind="phone"))


@transaction.atomic
def request_email_change(*, user_id: UUID, email: str) -> None:
    """Sends a link to the new address; the caller has proven the person. An address that belongs to
    another account gets no link, and the caller can't tell."""
    address = email.lower()
    if EmailAddress.objects.filter(email=address, verified=True).exclude(user_id=user_id).exists():
        return
    key = signing.dumps({"user": str(user_id), "email": address, "from": _current_email(user_id)}, salt=_SALT)
    send_email(to=address, **letters.confirm_email(key).fields())


def _current_email(user_id: UUID) -> str:
    return User.objects.values_list("email", flat=True).get(id=user_id)


@transaction.atomic
def confirm_email_change(*, user_id: UUID, key: str) -> None:
    """Binds the address whose link was followed by its own account. The former address is told.
    Raises KeyInvalidError (also when the address changed since), EmailTakenError."""
    try:
        claim = signing.loads(key, salt=_SALT, max_age=EMAIL_KEY_SECONDS)
    except signing.BadSignature as error:
        raise errors.KeyInvalidError from error
    user = lock_user(user_id)
    if claim["user"] != str(user_id) or claim["from"] != user.email:
        raise errors.KeyInvalidError
    former, user.email = user.email, claim["email"]
    EmailAddress.objects.filter(user_id=user_id).delete()
    try:
        with transaction.atomic():
            EmailAddress.objects.create(user_id=user_id, email=user.email, verified=True, primary=True)
    except IntegrityError as error:
        raise errors.EmailTakenError from error
    user.save(update_fields=["email"])
    LoginRecord.objects.create(user_id=user_id, kind="email_changed")
    if former and former != user.email:
        send_email(to=former, **letters.email_changed().fields())
    events.publish(ContactChanged(user_id=user_id, kind="email"))
