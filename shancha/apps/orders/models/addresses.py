"""Where parcels go, and who clears them through customs. Personal data is encrypted at rest."""

import orjson
from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.kit.clock import now
from shancha.kit.crypto import EncryptedTextField, decrypt, encrypt
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Address(models.Model):
    """An entry of a member's address book. `region_code` is the district's code by GB/T 2260; the names are
    those of the day it was written. `contact` is an encrypted JSON of receiver, phone and detail; orders take
    it over as it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    contact = models.TextField()
    region_code = models.CharField(max_length=6)
    province = models.CharField(max_length=30)
    city = models.CharField(max_length=30)
    district = models.CharField(max_length=30)
    tag = models.CharField(max_length=10, blank=True)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_address"
        indexes = [models.Index(fields=["user", "-is_default", "-updated_at"], name="orders_address_own")]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="orders_address_one_default"
            )
        ]

    def __str__(self) -> str:
        return f"{self.province}{self.city}{self.district}"

    @property
    def receiver(self) -> str:
        """The name of whom parcels go to."""
        return self.open_contact()["receiver"]

    @property
    def phone(self) -> str:
        """Their telephone number."""
        return self.open_contact()["phone"]

    @property
    def detail(self) -> str:
        """Street and house."""
        return self.open_contact()["detail"]

    def open_contact(self) -> dict[str, str]:
        """Receiver, phone and detail as they may be read."""
        opened: dict[str, str] = orjson.loads(decrypt(self.contact))
        return opened

    def write_contact(self, **parts: str) -> None:
        """Changes the given ones of receiver, phone and detail; doesn't save."""
        kept = self.open_contact() if self.contact else {}
        self.contact = encrypt(orjson.dumps({**kept, **parts}).decode())


class BuyerIdentity(models.Model):
    """The name and identity number (GB 11643) of a buyer of goods from abroad, kept by consent for the
    customs declaration. Encrypted; found by a keyed hash; shown masked. `removed_at`: its owner took it
    away, but an order still needs it until `purge_at`, when name and number are wiped and the hash stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    real_name = EncryptedTextField(blank=True)
    number = EncryptedTextField(blank=True)
    number_hash = models.CharField(max_length=64, db_index=True)
    masked_name = models.CharField(max_length=30)
    masked_number = models.CharField(max_length=18)
    is_default = models.BooleanField(default=False)
    consent_version = models.CharField(max_length=20)
    consent_at = models.DateTimeField(default=now)
    purge_at = models.DateTimeField(db_index=True)
    removed_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_buyeridentity"
        verbose_name = "实名信息"
        verbose_name_plural = "实名信息"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "number_hash"],
                condition=Q(removed_at=None),
                name="orders_identity_once",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(is_default=True, removed_at=None),
                name="orders_identity_one_default",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.masked_name} {self.masked_number}"
