"""The address book."""

import re
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.services import record_tie
from shancha.apps.orders.errors import AddressInvalidError, AddressLimitError, AddressNotFoundError
from shancha.apps.orders.models import Address
from shancha.apps.orders.regions import find_district
from shancha.apps.orders.ties import RECEIVER
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line
from shancha.kit.turns import take_turn

ADDRESS_LIMIT = 50
_MOBILE = re.compile(r"(\+?86)?1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?", re.ASCII)
_TEXTS = {"receiver": (1, 30), "detail": (2, 120), "tag": (0, 10)}


@transaction.atomic
def create_address(*, user_id: UUID, **fields: Any) -> Address:
    """Adds an entry; the first one is the default, and so is one given as `is_default`. Raises
    AddressInvalidError, AddressLimitError."""
    take_turn("address book", user_id)
    count = Address.objects.filter(user_id=user_id).count()
    if count >= ADDRESS_LIMIT:
        raise AddressLimitError
    address = Address(user_id=user_id)
    _describe(address, fields)
    if count == 0 or fields.get("is_default"):
        _make_default(address)
    address.save(force_insert=True)
    _note_receiver(address, fields)
    return address


@transaction.atomic
def update_address(*, user_id: UUID, address_id: UUID, **fields: Any) -> Address:
    """Changes what is given. Orders keep the address they were placed with. Raises AddressNotFoundError,
    AddressInvalidError."""
    take_turn("address book", user_id)
    address = Address.objects.filter(id=address_id, user_id=user_id).first()
    if address is None:
        raise AddressNotFoundError
    _describe(address, fields)
    if fields.get("is_default"):
        _make_default(address)
    address.updated_at = now()
    address.save()
    _note_receiver(address, fields)
    return address


@transaction.atomic
def delete_address(*, user_id: UUID, address_id: UUID) -> None:
    """Removes an entry; the one used last becomes the default in its place. Raises AddressNotFoundError."""
    take_turn("address book", user_id)
    address = Address.objects.filter(id=address_id, user_id=user_id).first()
    if address is None:
        raise AddressNotFoundError
    address.delete()
    if address.is_default:
        heir = Address.objects.filter(user_id=user_id).order_by("-updated_at", "id").first()
        if heir is not None:
            heir.is_default = True
            heir.save(update_fields=["is_default"])


def check_phone(phone: str) -> str:
    """A mobile or landline number of China without spaces. Raises AddressInvalidError."""
    phone = re.sub(r"[\s()（）]", "", phone)
    if not (_MOBILE.fullmatch(phone) or _LANDLINE.fullmatch(phone)):
        message = bilingual(
            "请填写手机号或带区号的座机", "Give a mobile number, or a landline with its area code"
        )
        raise AddressInvalidError(fields={"phone": message})
    return phone


def _describe(address: Address, fields: dict[str, Any]) -> None:
    problems: dict[str, str] = {}
    texts = {name: clean_line(fields[name]) for name in _TEXTS if fields.get(name) is not None}
    for name, text in texts.items():
        least, most = _TEXTS[name]
        if not least <= len(text) <= most:
            problems[name] = bilingual(f"请填写 {least}-{most} 个字", f"{least} to {most} characters")
    if fields.get("region_code") is not None:
        _place(address, fields["region_code"], problems)
    if problems:
        raise AddressInvalidError(fields=problems)
    address.tag = texts.pop("tag", address.tag)
    if fields.get("phone") is not None:
        texts["phone"] = check_phone(fields["phone"])
    address.write_contact(**texts)


def _note_receiver(address: Address, fields: dict[str, Any]) -> None:
    if fields.get("phone") is not None:
        number = re.sub(r"\D", "", check_phone(fields["phone"]))
        mobile = number.removeprefix("86") if _MOBILE.fullmatch(number) else number
        record_tie(user_id=address.user_id, kind=RECEIVER.name, value=mobile)


def _place(address: Address, code: str, problems: dict[str, str]) -> None:
    region = find_district(code)
    if region is None:
        problems["region_code"] = bilingual("请选择到区县", "Choose down to the district")
        return
    address.region_code = region.code
    address.province, address.city, address.district = region.province, region.city, region.district


def _make_default(address: Address) -> None:
    Address.objects.filter(user_id=address.user_id, is_default=True).exclude(id=address.id).update(
        is_default=False
    )
    address.is_default = True
