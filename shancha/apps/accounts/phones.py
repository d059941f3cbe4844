"""Phone numbers: read as people write them, kept in one form, shown in part."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from shancha.apps.accounts import errors
from shancha.kit.crypto import keyed_hash

DEFAULT_REGION = "CN"
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def read_phone(text: str) -> str:
    """The number in E.164 (+8613800138000); China's where no country is given.

    Raises PhoneInvalidError for anything that can receive no text message.
    """
    try:
        number = phonenumbers.parse(text[:40], DEFAULT_REGION)
    except phonenumbers.NumberParseException as error:
        raise errors.PhoneInvalidError(fields={"phone": errors.PhoneInvalidError.detail}) from error
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in _MOBILE:
        raise errors.PhoneInvalidError(fields={"phone": errors.PhoneInvalidError.detail})
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def phone_hash(number: str) -> str:
    """What a number is found by."""
    return keyed_hash(f"phone:{number}")


def mask_phone(number: str) -> str:
    """+86 138****8000: enough for its owner to know it by."""
    parsed = phonenumbers.parse(number)
    national = str(parsed.national_number)
    return (
        f"+{parsed.country_code} {national[:3]}****{national[-4:]}"
        if len(national) > 8
        else f"****{national[-2:]}"
    )


def mask_email(address: str) -> str:
    """a***@example.com."""
    name, _, host = address.partition("@")
    return f"{name[:1]}***@{host}" if host else ""
