"""Shapes of regions, addresses and identities."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

RegionCode = Annotated[str, Field(pattern=r"^\d{6}$")]


class Region(Schema):
    """A province, city or district. Only a leaf can be chosen."""

    code: str
    name: str
    is_leaf: bool


class AddressIn(Schema):
    """A new entry of the address book."""

    receiver: Annotated[str, Field(max_length=60)]
    phone: Annotated[str, Field(max_length=30)]
    region_code: RegionCode
    detail: Annotated[str, Field(max_length=300)]
    tag: Annotated[str, Field(max_length=20)] = ""
    is_default: bool = False


class AddressPatch(Schema):
    """What to change of an entry."""

    receiver: Annotated[str, Field(max_length=60)] | None = None
    phone: Annotated[str, Field(max_length=30)] | None = None
    region_code: RegionCode | None = None
    detail: Annotated[str, Field(max_length=300)] | None = None
    tag: Annotated[str, Field(max_length=20)] | None = None
    is_default: Literal[True] | None = None


class Address(Schema):
    """An entry of one's own address book."""

    id: UUID
    receiver: str
    phone: str
    region_code: str
    province: str
    city: str
    district: str
    detail: str
    tag: str
    is_default: bool


class BuyerIdentityIn(Schema):
    """Name and number as on the identity card; `consent` must be given for each."""

    real_name: Annotated[str, Field(max_length=80)]
    number: Annotated[str, Field(max_length=30)]
    consent: Literal[True]
    is_default: bool = False


class Identity(Schema):
    """A buyer's identity, masked. It is wiped at `purge_at`."""

    id: UUID
    masked_name: str
    masked_number: str
    is_default: bool
    consent_at: datetime
    purge_at: datetime


class ImportRules(Schema):
    """What holds today for goods from abroad: limits in fen, and the share of VAT and consumption tax that is
    due within them, in basis points."""

    version: str
    order_limit: int
    year_limit: int
    share_bp: int


class Allowance(Schema):
    """What an identity may still buy across the border this year, in fen; a pre-check, the customs decide."""

    year: int
    limit_amount: int
    used_amount: int
    left_amount: int
