"""Forms of the home's blocks: one for each kind, with the fields that this kind has, put together into the
block's `config` when it is stored."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from unfold.widgets import (
    UnfoldAdminImageFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from shancha.apps.community.admin.media import thumbnail
from shancha.apps.community.models import Asset
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.community.services.open_pictures import store_open_picture
from shancha.apps.mall.models import Brand, Category, MallBlock
from shancha.kit import pictures
from shancha.kit.errors import ProblemError

COMMON = ("title_zh", "title_en", "audience", "position", "starts_at", "ends_at", "is_active")
# As many as a banner block shows.
MOST_ITEMS = 10
SORTS = [("comprehensive", "综合"), ("sales", "销量"), ("newest", "最新")]
_ITEM = ("title", "title_en", "text", "text_en", "to", "picture", "clear")


def _line(label: str, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=UnfoldAdminTextInputWidget, **more
    )


def _number(label: str, most: int, usual: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=f"留空为 {usual}",
    )


def clean_address(address: str) -> str:
    """An address within the mall. Raises ValidationError for one that leads away."""
    if address and (not address.startswith("/") or address.startswith(("//", "/\\"))):
        raise forms.ValidationError("链接须为以 / 开头的站内地址，如 /store/shancha")
    return address


class BlockForm(forms.ModelForm):  # type: ignore[type-arg]
    """What every kind has. A kind's own fields are named in `own`, and `read` makes its config of them."""

    kind: ClassVar[str]
    own: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()

    class Meta:
        model = MallBlock
        fields = COMMON

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.kind = self.kind
        self.fill(self.instance.config)

    def fill(self, config: dict[str, Any]) -> None:
        """Shows the block as it is set."""
        for name in self.fields.keys() - set(COMMON):
            self.initial.setdefault(name, config.get(name))

    def read(self) -> dict[str, Any]:
        """The config of what was filled in; only what differs from the usual."""
        own = [name for _, names in self.own for name in names]
        return {name: self.cleaned_data[name] for name in own if self.cleaned_data.get(name)}

    def clean(self) -> dict[str, Any]:
        """Puts the config together before the block is checked as a whole."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.instance.config = self.read()
        return cleaned

    def store_pictures(self, *, owner_id: UUID) -> None:
        """Keeps pictures that came with the form; only banners have some."""


def _counted(kind: str, most: int, usual: int) -> type[BlockForm]:
    """A block that fills itself, up to a number."""
    name = f"{kind.title().replace('_', '')}Form"
    own = (("内容", ("count",)),)
    return type(name, (BlockForm,), {"kind": kind, "own": own, "count": _number("最多显示", most, usual)})


def _plain(kind: str) -> type[BlockForm]:
    """A block with nothing to set."""
    return type(f"{kind.title()}Form", (BlockForm,), {"kind": kind})


class GoodsForm(BlockForm):
    """Goods of a category or brand, in an order."""

    kind = "goods"
    own = (("内容", ("category", "brand", "sort", "count")),)
    category = forms.ChoiceField(label="分类", required=False, widget=UnfoldAdminSelectWidget)
    brand = forms.ChoiceField(label="品牌", required=False, widget=UnfoldAdminSelectWidget)
    sort = forms.ChoiceField(label="排序", choices=SORTS, widget=UnfoldAdminSelectWidget)
    count = _number("最多显示", 50, 20)

    def fill(self, config: dict[str, Any]) -> None:
        """Offers what the catalogue has now."""
        tree = Category.objects.filter(is_active=True).order_by("path", "position")
        brands = Brand.objects.filter(is_active=True).order_by("position", "slug")
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", "全部分类"),
            *((each.slug, "　" * (len(each.path) - 1) + each.name_zh) for each in tree),
        ]
        self.fields["brand"].choices = [  # type: ignore[attr-defined]
            ("", "全部品牌"),
            *((each.slug, each.name_zh) for each in brands),
        ]
        super().fill({"sort": "comprehensive", **config})


class GuideForm(BlockForm):
    """A link to a guide."""

    kind = "guide"
    own = (("内容", ("to",)),)
    to = forms.CharField(
        label="链接", max_length=200, widget=UnfoldAdminTextInputWidget, help_text="站内地址，如 /rules"
    )

    def clean_to(self) -> str:
        """Within the mall."""
        return clean_address(self.cleaned_data["to"].strip())


class BannerForm(BlockForm):
    """Banners that take turns; a row without title and picture falls away."""

    kind = "banner"
    rows: ClassVar[int] = 1
    name = _line("名称", 40, help_text="只用来区分同一受众的几组横幅，首页不显示")

    def fill(self, config: dict[str, Any]) -> None:
        """Shows each banner with its picture as it is."""
        self.initial.setdefault("name", config.get("name", ""))
        self._items = [item for item in config.get("items") or () if isinstance(item, dict)]
        shown = _thumbnails(self._items)
        for place, item in enumerate(self._items[: self.rows]):
            for part in ("title", "title_en", "text", "text_en", "to"):
                self.initial.setdefault(f"{part}_{place}", item.get(part, ""))
            self.fields[f"picture_{place}"].help_text = shown.get(str(item.get("asset_id")), "还没有图片")

    def clean(self) -> dict[str, Any]:
        """Each row by itself."""
        for place in range(self.rows):
            self._clean_row(place)
        return super().clean()

    def read(self) -> dict[str, Any]:
        """The rows that stand for something; a picture that stays keeps its number."""
        items = [item for place in range(self.rows) if (item := self._item(place))]
        if not items:
            raise forms.ValidationError("至少填写一条横幅")
        name = self.cleaned_data.get("name")
        return {**({"name": name} if name else {}), "items": items}

    def store_pictures(self, *, owner_id: UUID) -> None:
        """New pictures get their number in the place of the old one."""
        for item in self.instance.config["items"]:
            if (image := item.pop("image", None)) is not None:
                item["asset_id"] = str(
                    store_open_picture(owner_id=owner_id, image=image, alt=item["title"]).id
                )

    def _clean_row(self, place: int) -> None:
        given = self.cleaned_data
        is_used = self._is_used(place)
        if is_used and not given.get(f"title_{place}"):
            self.add_error(f"title_{place}", "请填写标题：图片看不清时也要读得懂")
        if is_used and not given.get(f"to_{place}"):
            self.add_error(f"to_{place}", "请填写链接")
        try:
            clean_address(given.get(f"to_{place}") or "")
        except forms.ValidationError as error:
            self.add_error(f"to_{place}", error)
        if file := given.get(f"picture_{place}"):
            try:
                given[f"image_{place}"] = pictures.open_picture(file)
            except ProblemError as error:
                self.add_error(f"picture_{place}", str(error.detail))

    def _is_used(self, place: int) -> bool:
        texts = [f"{part}_{place}" for part in ("title", "title_en", "text", "text_en", "to")]
        return any(self.cleaned_data.get(name) for name in (*texts, f"picture_{place}"))

    def _item(self, place: int) -> dict[str, Any] | None:
        if not self._is_used(place):
            return None
        given = self.cleaned_data
        item = {part: given[f"{part}_{place}"] for part in ("title", "text", "to")}
        item |= {
            part: given[f"{part}_{place}"] for part in ("title_en", "text_en") if given[f"{part}_{place}"]
        }
        before = self._items[place] if place < len(self._items) else {}
        if before.get("asset_id") and not given.get(f"clear_{place}"):
            item["asset_id"] = before["asset_id"]
        if image := given.get(f"image_{place}"):
            item["image"] = image
        return item


def _thumbnails(items: list[dict[str, Any]]) -> dict[str, Any]:
    ids = [str(item["asset_id"]) for item in items if item.get("asset_id")]
    return {str(asset.id): thumbnail(picture_json(asset)) for asset in Asset.objects.filter(id__in=ids)}


def banner_form(count: int) -> type[BannerForm]:
    """A form for so many banners, and two more."""
    rows = min(count + 2, MOST_ITEMS)
    fields: dict[str, Any] = {}
    for place in range(rows):
        fields |= {
            f"title_{place}": _line("标题", 30),
            f"title_en_{place}": _line("英文标题", 60),
            f"text_{place}": _line("说明", 60),
            f"text_en_{place}": _line("英文说明", 120),
            f"to_{place}": _line("链接", 200, help_text="站内地址，如 /store/shancha、/goods?sort=sales"),
            f"picture_{place}": forms.FileField(
                label="图片", required=False, widget=UnfoldAdminImageFieldWidget
            ),
            f"clear_{place}": forms.BooleanField(
                label="去掉现有图片", required=False, widget=UnfoldBooleanWidget
            ),
        }
    own = (
        ("横幅组", ("name",)),
        *((f"横幅 {n + 1}", tuple(f"{part}_{n}" for part in _ITEM)) for n in range(rows)),
    )
    return type("BannerForm", (BannerForm,), {**fields, "rows": rows, "own": own})


_FORMS: dict[str, type[BlockForm]] = {
    "categories": _counted("categories", 50, 10),
    "brands": _counted("brands", 50, 8),
    "self_run": _counted("self_run", 50, 6),
    "hot_notes": _counted("hot_notes", 50, 6),
    "flash": _plain("flash"),
    "member": _plain("member"),
    "goods": GoodsForm,
    "guide": GuideForm,
}


def form_for(kind: str, config: dict[str, Any]) -> type[BlockForm]:
    """The form of a kind of block."""
    return banner_form(len(config.get("items") or ())) if kind == "banner" else _FORMS[kind]
