"""What was sent, and how far it has come."""

from django.db import models
from django.db.models import Q

from shancha.apps.orders.models.aftersales import AfterSale
from shancha.apps.orders.models.orders import Order, OrderLine
from shancha.kit.clock import now
from shancha.kit.crypto import EncryptedTextField
from shancha.kit.ids import new_id


class ParcelStatus(models.TextChoices):
    """How far a parcel has come."""

    SENT = "sent", "已发出"
    MOVING = "moving", "运输中"
    CUSTOMS = "customs", "清关中"
    DELIVERING = "delivering", "派送中"
    DELIVERED = "delivered", "已签收"
    TROUBLE = "trouble", "异常"


class Parcel(models.Model):
    """A parcel of an order, or (`after_sale`) one of a case: its goods come back, or, with `to_buyer`, the
    store sends another piece or the repaired one. `poll_at` is when
    the carrier is asked next; null once nothing more will come. `followed_at` is since when the tracking
    provider tells of it by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="parcels")
    after_sale = models.ForeignKey(AfterSale, null=True, on_delete=models.PROTECT, related_name="+")
    to_buyer = models.BooleanField(default=True)
    carrier = models.CharField(max_length=20)
    tracking_number = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=ParcelStatus, default=ParcelStatus.SENT)
    shipped_at = models.DateTimeField(default=now)
    delivered_at = models.DateTimeField(null=True)
    poll_at = models.DateTimeField(null=True)
    followed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_parcel"
        verbose_name = "包裹"
        verbose_name_plural = "包裹"
        constraints = [
            models.UniqueConstraint(
                fields=["order", "carrier", "tracking_number"],
                condition=Q(after_sale__isnull=True),
                name="orders_parcel_once",
            )
        ]
        indexes = [
            models.Index(fields=["poll_at"], condition=Q(poll_at__isnull=False), name="orders_parcel_due"),
            models.Index(fields=["tracking_number"], name="orders_parcel_number"),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.tracking_number}"


class ParcelLine(models.Model):
    """So many of an order's line lie in a parcel."""

    pk = models.CompositePrimaryKey("parcel_id", "order_line_id")
    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="lines", db_index=False)
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "orders_parcelline"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="orders_parcelline_some"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.order_line_id}"


class TrackingEvent(models.Model):
    """Where a carrier saw a parcel, in its own words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=ParcelStatus)
    text = models.CharField(max_length=200)
    place = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "orders_trackingevent"
        constraints = [models.UniqueConstraint(fields=["parcel", "at", "text"], name="orders_tracking_once")]

    def __str__(self) -> str:
        return self.text


class Invoice(models.Model):
    """An invoice asked for with an order or later. The amount is what was paid in money for goods and
    freight, less refunds: those after it was issued are corrections. The electronic one lies in private
    storage; `file_path` is "" until the store gave it."""

    class Kind(models.TextChoices):
        """To whom."""

        PERSONAL = "personal", "个人"
        COMPANY = "company", "企业"

    class InvoiceStatus(models.TextChoices):
        """How far it has come."""

        REQUESTED = "requested", "待开具"
        ISSUED = "issued", "已开具"
        VOID = "void", "已作废"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="invoice")
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=100)
    tax_number = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    status = models.CharField(max_length=10, choices=InvoiceStatus, default=InvoiceStatus.REQUESTED)
    number = models.CharField(max_length=30, blank=True)
    amount = models.BigIntegerField(default=0)
    file_path = models.CharField(max_length=120, blank=True, default="", editable=False)
    file_format = models.CharField(max_length=3, blank=True, default="", help_text="pdf, ofd or xml")
    file_size = models.PositiveIntegerField(default=0, help_text="in bytes")
    requested_at = models.DateTimeField(default=now)
    issued_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_invoice"
        verbose_name = "发票"
        verbose_name_plural = "发票"

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"

    @property
    def file(self) -> dict[str, str | int] | None:
        """What the electronic invoice is, where there is one."""
        return {"format": self.file_format, "size": self.file_size} if self.file_path else None

    @property
    def corrections(self) -> list["InvoiceCorrection"]:
        """What was taken off it since it was issued."""
        return list(InvoiceCorrection.objects.filter(invoice=self).order_by("id"))


class InvoiceCorrection(models.Model):
    """Money went back after the invoice was issued: `amount` fen are taken off by a red-letter invoice
    (红字发票), whose number is "" until the store has issued it. Several refunds may stand on one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    number = models.CharField(max_length=30, blank=True, default="")
    created_at = models.DateTimeField(default=now)
    issued_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_invoicecorrection"
        verbose_name = verbose_name_plural = "红字发票"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="orders_invoicecorrection_amount")
        ]

    def __str__(self) -> str:
        return f"-{self.amount} {self.number}"
