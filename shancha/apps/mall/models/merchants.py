"""Merchants: who sells here, their papers, contract, and the measures taken against them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from shancha.apps.mall.models.brands import Brand
from shancha.kit.clock import now
from shancha.kit.crypto import EncryptedTextField
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Merchant(models.Model):
    """A seller's file: identity, licence, address, where the application stands (电子商务法 27, 28).

    `kind` platform is the house itself, whose stores are self-run. Deposits are in fen. `renewal_due_at`
    comes round every six months: until then the papers must have been looked at again.
    """

    class Kind(models.TextChoices):
        """Who it is before the law."""

        COMPANY = "company", "企业"
        INDIVIDUAL = "individual", "个体工商户"
        PLATFORM = "platform", "平台自营"

    class Status(models.TextChoices):
        """Where it is in its life; `services.merchants` alone moves it."""

        DRAFT = "draft", "填写中"
        SUBMITTED = "submitted", "待审核"
        APPROVED = "approved", "已入驻"
        REJECTED = "rejected", "未通过"
        SUSPENDED = "suspended", "已暂停"
        EXITING = "exiting", "退店公示"
        CLOSED = "closed", "已退店"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", verbose_name="申请人")
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    legal_name = models.CharField("主体名称", max_length=120)
    licence_number = models.CharField("统一社会信用代码", max_length=30)
    licence_expires_at = models.DateField("执照有效期至", null=True, blank=True)
    address = models.CharField("经营地址", max_length=200)
    contact_name = EncryptedTextField("联系人", blank=True, default="")
    contact_phone = EncryptedTextField("联系电话", blank=True, default="")
    store_name = models.CharField("拟用店名", max_length=40, blank=True, default="")
    brand_names = ArrayField(
        models.CharField(max_length=80), verbose_name="经营品牌", default=list, blank=True
    )
    introduction = models.CharField("经营说明", max_length=1000, blank=True, default="")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    deposit_due = models.PositiveBigIntegerField("应缴保证金（分）", default=0)
    deposit_paid = models.PositiveBigIntegerField("已缴保证金（分）", default=0)
    renewal_due_at = models.DateTimeField("下次核验", null=True, blank=True)
    renewal_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.CharField("原因", max_length=500, blank=True, default="")
    reviewed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_merchant"
        verbose_name = verbose_name_plural = "商家"
        indexes = [
            models.Index(fields=["status", "submitted_at", "id"], name="mall_merchant_queue"),
            models.Index(
                fields=["renewal_due_at"],
                name="mall_merchant_renewal",
                condition=Q(renewal_due_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(status__in=["draft", "submitted", "rejected"]),
                name="mall_merchant_one_application",
            ),
            models.UniqueConstraint(
                fields=["licence_number"],
                condition=Q(status__in=["submitted", "approved", "suspended", "exiting"]),
                name="mall_merchant_licence_once",
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name


class MerchantPaper(models.Model):
    """A paper of the merchant's file, kept in private storage: only its staff and operators read it. An
    authorisation is for one `brand`. `told_days` is how many days before its end the owner was last told."""

    class Kind(models.TextChoices):
        """What it proves."""

        LICENCE = "licence", "营业执照"
        IDENTITY = "identity", "法定代表人证件"
        AUTHORISATION = "authorisation", "品牌授权"
        FOOD = "food", "食品经营许可"
        COSMETICS = "cosmetics", "化妆品备案"
        IMPORT = "import", "进口资质"
        OTHER = "other", "其他"

    class Status(models.TextChoices):
        """What the review made of it."""

        SUBMITTED = "submitted", "待核验"
        APPROVED = "approved", "有效"
        REJECTED = "rejected", "不合格"
        EXPIRED = "expired", "已过期"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    merchant = models.ForeignKey(Merchant, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField("类别", max_length=14, choices=Kind.choices)
    path = models.CharField(max_length=120, editable=False)
    filename = models.CharField("文件名", max_length=120)
    content_type = models.CharField(max_length=40)
    byte_size = models.PositiveIntegerField()
    brand = models.ForeignKey(
        Brand, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="品牌"
    )
    expires_at = models.DateField("有效期至", null=True, blank=True)
    told_days = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.SUBMITTED)
    reason = models.CharField("原因", max_length=200, blank=True, default="")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_merchantpaper"
        verbose_name = verbose_name_plural = "商家资质"
        indexes = [
            models.Index(fields=["expires_at"], name="mall_paper_expiry", condition=Q(status="approved"))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.filename}"


class MerchantContract(models.Model):
    """A version of the agreement with a merchant. `commission_bp` is in basis points of the goods' price."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    merchant = models.ForeignKey(Merchant, on_delete=models.PROTECT, related_name="contracts")
    version = models.PositiveSmallIntegerField("版本")
    commission_bp = models.PositiveSmallIntegerField("佣金（万分比）")
    text = models.TextField("正文")
    signed_at = models.DateTimeField("签署于", null=True, blank=True)
    signed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_merchantcontract"
        verbose_name = verbose_name_plural = "商家合同"
        constraints = [
            models.UniqueConstraint(fields=["merchant", "version"], name="mall_contract_version"),
            models.CheckConstraint(condition=Q(commission_bp__lte=5000), name="mall_contract_commission"),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


class MerchantDeposit(models.Model):
    """A part of a deposit, in fen: paid through `payments` (its reference is this id), or by bank and entered
    by an operator, who says on which grounds in `note`. When the merchant has left it goes back, less what
    its stores owed (`offset`): begun at `return_began_at`, arrived at `returned_at`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    merchant = models.ForeignKey(Merchant, on_delete=models.PROTECT, related_name="deposits")
    amount = models.PositiveBigIntegerField("金额（分）")
    payment_id = models.UUIDField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField("到账于", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True, default="")
    offset = models.PositiveBigIntegerField("抵扣欠款（分）", default=0)
    return_began_at = models.DateTimeField("开始退还于", null=True, blank=True)
    returned_at = models.DateTimeField("退还到账于", null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_merchantdeposit"
        verbose_name = verbose_name_plural = "保证金"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="mall_deposit_some"),
            models.CheckConstraint(condition=Q(offset__lte=F("amount")), name="mall_deposit_offset"),
        ]

    def __str__(self) -> str:
        return f"{self.amount / 100:.2f}"


class MerchantMeasure(models.Model):
    """A measure taken against a merchant, published in time (电子商务法 36). Append-only."""

    class Kind(models.TextChoices):
        """What was done."""

        WARNED = "warned", "警示"
        SUSPENDED = "suspended", "暂停服务"
        RESTORED = "restored", "恢复服务"
        REMOVED = "removed", "下架商品"
        RECALLED = "recalled", "召回商品"
        ENDED = "ended", "终止服务"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    merchant = models.ForeignKey(Merchant, on_delete=models.PROTECT, related_name="measures")
    store_name = models.CharField("店铺", max_length=40)
    kind = models.CharField("措施", max_length=10, choices=Kind.choices)
    reason = models.CharField("事由", max_length=500)
    published_at = models.DateTimeField("公示于", default=now)

    class Meta:
        db_table = "mall_merchantmeasure"
        verbose_name = verbose_name_plural = "商家处理公示"
        indexes = [models.Index(fields=["-published_at", "-id"], name="mall_measure_list")]

    def __str__(self) -> str:
        return f"{self.store_name} {self.get_kind_display()}"
