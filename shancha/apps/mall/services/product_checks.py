"""Whether a product may be as its merchant describes it: its fields, and whether it is complete."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from shancha.apps.mall.barcodes import is_barcode
from shancha.apps.mall.models import (
    Brand,
    Category,
    Product,
    ReturnClass,
    StoreCategory,
    TradeMode,
    Variant,
)
from shancha.apps.mall.queries.categories import required_parameters
from shancha.apps.mall.services.product_media import usable_assets
from shancha.apps.mall.services.shop_words import find_void_term
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text

MAX_OPTIONS = 3
MAX_VARIANTS = 100
MAX_BLOCKS = 60
_LINES = {"title": 120, "title_en": 200, "subtitle": 120, "origin": 60, "importer": 120}
_BLOCK_KINDS = {"text": 2000, "heading": 60}
# A merchant may exempt goods made to order, or ask the buyer to confirm; the rest goes by the category.
_OWN_RETURN_CLASSES = {ReturnClass.SEVEN_DAYS, ReturnClass.CUSTOM_MADE, ReturnClass.CONFIRMED_ONLY}

Problems = dict[str, str]


def clean_fields(product: Product, given: Mapping[str, Any]) -> Problems:
    """Puts the given fields, cleaned, onto the product (not stored); returns what is wrong with them."""
    problems: Problems = {}
    for name, longest in _LINES.items():
        if name in given:
            value = clean_line(given[name] or "")
            if len(value) > longest:
                problems[name] = bilingual(f"最多 {longest} 个字", f"At most {longest} characters")
            setattr(product, name, value[:longest])
    if not product.title:
        problems["title"] = bilingual("请填写标题", "Please give a title")
    for name in ("label_zh", "positive_list_version"):
        if name in given:
            setattr(product, name, clean_text(given[name] or ""))
    if "trade_mode" in given:
        product.trade_mode = given["trade_mode"]
    problems |= _set_places(product, given)
    problems |= _set_lists(product, given)
    if "description" in given:
        problems |= _set_description(product, given["description"])
    return problems


def _set_places(product: Product, given: Mapping[str, Any]) -> Problems:
    problems: Problems = {}
    if "category" in given:
        category = Category.objects.filter(slug=given["category"], is_active=True).first()
        if category is None or category.children.exists():
            problems["category"] = bilingual("请选择最末级分类", "Choose a category at the end of a branch")
        else:
            product.category = category
            product.return_class = category.return_class
    if given.get("return_class"):
        problems |= _set_return_class(product, given["return_class"])
    if "brand_id" in given:
        product.brand = _find(Brand, given["brand_id"], is_active=True)
        if given["brand_id"] and product.brand is None:
            problems["brand_id"] = bilingual("没有这个品牌", "No such brand")
    if "store_category_id" in given:
        product.store_category = _find(StoreCategory, given["store_category_id"], store_id=product.store_id)
        if given["store_category_id"] and product.store_category is None:
            problems["store_category_id"] = bilingual("没有这个店内分类", "No such category in this store")
    return problems


def _set_return_class(product: Product, wanted: str) -> Problems:
    allowed = _OWN_RETURN_CLASSES
    if product.category_id:
        allowed = allowed | {ReturnClass(product.category.return_class)}
    if wanted not in allowed:
        message = bilingual("这个分类不能使用该退货类别", "Not possible for goods of this category")
        return {"return_class": message}
    product.return_class = wanted
    return {}


def _find(model: Any, thing_id: UUID | None, **also: Any) -> Any:
    return model.objects.filter(id=thing_id, **also).first() if thing_id else None


def _set_lists(product: Product, given: Mapping[str, Any]) -> Problems:
    problems: Problems = {}
    if "parameters" in given:
        pairs = [(clean_line(name), clean_line(value)) for name, value in given["parameters"]]
        product.parameters = [[name[:20], value[:200]] for name, value in pairs if name and value]
        names = [name for name, _ in product.parameters]
        if len(set(names)) != len(names) or len(names) > 60:
            problems["parameters"] = bilingual("参数重复或过多", "Parameters repeat, or are too many")
    if "option_names" in given:
        names = [clean_line(name)[:12] for name in given["option_names"]]
        product.option_names = names
        if len(names) > MAX_OPTIONS or len(set(names)) != len(names) or "" in names:
            problems["option_names"] = bilingual(
                f"规格名最多 {MAX_OPTIONS} 个且不能重复", f"At most {MAX_OPTIONS}, each once"
            )
    return problems


def _set_description(product: Product, blocks: Sequence[Mapping[str, Any]]) -> Problems:
    """Texts cleaned; pictures, named by their asset, become ready-made JSON with the asset's id."""
    problems: Problems = {}
    wanted = [block["asset_id"] for block in blocks if block.get("asset_id")]
    known = {
        block["asset_id"]: block
        for block in product.description or []
        if block.get("kind") == "picture" and block.get("asset_id")
    }
    usable = usable_assets(product.store_id, wanted) | {UUID(asset_id) for asset_id in known}
    shown = []
    for place, block in enumerate(blocks[:MAX_BLOCKS]):
        if block["kind"] == "picture":
            if block.get("asset_id") not in usable:
                problems[f"description.{place}"] = bilingual("图片不存在", "No such picture")
            shown.append({"kind": "picture", "asset_id": str(block.get("asset_id") or "")})
        elif text := clean_text(block.get("text") or "")[: _BLOCK_KINDS[block["kind"]]]:
            shown.append({"kind": block["kind"], "text": text})
    if len(blocks) > MAX_BLOCKS:
        problems["description"] = bilingual(f"最多 {MAX_BLOCKS} 段", f"At most {MAX_BLOCKS} blocks")
    product.description = shown
    return problems


def check_variant(variant: Variant, option_count: int) -> Problems:
    """What is wrong with a variant, by field; its price is looked at by `prices.check_price`."""
    problems: Problems = {}
    if len(variant.options) != option_count or not all(variant.options):
        problems["options"] = bilingual("请为每个规格名填写一个值", "One value for each option")
    if variant.barcode and not is_barcode(variant.barcode):
        problems["barcode"] = bilingual("条形码校验位不正确", "The barcode's check digit is wrong")
    amount = variant.content_amount
    if (amount is None) != (variant.content_unit == "") or (amount is not None and amount <= 0):
        problems["content_amount"] = bilingual("请同时填写含量和单位", "Give the amount and its unit")
    return problems


def missing_for_sale(product: Product, variants: Sequence[Variant]) -> Problems:
    """What a product still lacks before it may go on sale, by field (消费者权益保护法 20, 28; for imports
    商财发〔2018〕486号)."""
    problems: Problems = {}
    if not product.pictures:
        problems["asset_ids"] = bilingual("请至少上传一张图片", "At least one picture")
    if not any(variant.is_active for variant in variants):
        problems["variants"] = bilingual("请至少填写一个规格和价格", "At least one variant with a price")
    told = {name for name, _ in product.parameters}
    missing = [name for name in required_parameters(product.category) if name not in told]
    if missing:
        listed = "、".join(missing)
        problems["parameters"] = bilingual(f"请填写参数：{listed}", f"Please give: {listed}")
    if product.trade_mode != TradeMode.DOMESTIC:
        problems |= _missing_for_import(product, variants)
    return problems | _void_terms(product)


def _missing_for_import(product: Product, variants: Sequence[Variant]) -> Problems:
    problems: Problems = {}
    needed = {
        "origin": ("产地", "the origin"),
        "importer": ("进口商", "the importer"),
        "label_zh": ("中文电子标签", "the Chinese electronic label"),
        "positive_list_version": ("正面清单版本", "the version of the positive list"),
    }
    for name, (chinese, english) in needed.items():
        if not getattr(product, name):
            problems[name] = bilingual(f"跨境商品请填写{chinese}", f"Imports need {english}")
    is_taxed_by_content = product.category.consumption_tax != "none"
    for place, variant in enumerate(variants):
        if variant.is_active and not variant.hs_code:
            problems[f"variants.{place}.hs_code"] = bilingual(
                "跨境商品请填写 HS 编码", "Imports need an HS code"
            )
        if variant.is_active and is_taxed_by_content and variant.content_amount is None:
            problems[f"variants.{place}.content_amount"] = bilingual(
                "计税需要含量", "The tax is reckoned by content"
            )
    return problems


def _void_terms(product: Product) -> Problems:
    texts = {
        "title": product.title,
        "subtitle": product.subtitle,
        "description": "\n".join(block.get("text", "") for block in product.description),
        "label_zh": product.label_zh,
    }
    found = {name: find_void_term(text) for name, text in texts.items()}
    return {name: message for name, message in found.items() if message}


def words_of(product: Product, variants: Sequence[Variant]) -> str:
    """Everything that buyers will read, for screening."""
    parts = [
        product.title,
        product.title_en,
        product.subtitle,
        *(block.get("text", "") for block in product.description),
        *(f"{name} {value}" for name, value in product.parameters),
        *(" ".join(variant.options) for variant in variants if variant.options),
        product.origin,
        product.importer,
        product.label_zh,
    ]
    return "\n".join(part for part in parts if part)


def as_content(amount: Any) -> Decimal | None:
    """A content as stored: two decimals; None for nothing."""
    return None if amount is None else Decimal(str(amount)).quantize(Decimal("0.01"))
