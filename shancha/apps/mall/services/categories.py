"""The tree of goods: one place for each thing, nothing twice, nothing without a root (S78)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.community.models import Category as NoteCategory
from shancha.apps.mall.errors import CategoryInvalidError
from shancha.apps.mall.models import Category, Product
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line
from shancha.kit.turns import take_turn

MAX_DEPTH = 3
# Words that two names may differ by and still mean the same shelf.
_FILLERS = "类 用品 商品 产品 专区 其他 与 和 及 、 / · & -".split(" ")  # noqa: SIM905 - reads better


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the tree. `kind` is duplicate, orphan, inactive_parent, not_leaf, note_field."""

    kind: str
    slug: str
    text: str


@transaction.atomic
def save_category(category: Category) -> Category:
    """Stores a category with its path, and the paths of those below it where it moved. Raises
    CategoryInvalidError for a circle, too deep a place, a parent that holds products, or a name that is there
    already."""
    category.name_zh, category.name_en = clean_line(category.name_zh), clean_line(category.name_en)
    category.required_parameters = _clean_names(category.required_parameters)
    # The tree is small and rarely changed: one writer at a time keeps circles from closing.
    take_turn("category tree")
    category.path = [*_path_above(category), category.id]
    height = _height_below(category.id)
    if len(category.path) + height > MAX_DEPTH:
        raise _invalid("parent", f"最多 {MAX_DEPTH} 级", f"At most {MAX_DEPTH} levels")
    _check_twins(category)
    category.updated_at = now()
    try:
        with transaction.atomic():
            category.save()
    except IntegrityError as error:
        raise _invalid("name_zh", "同级分类中已有这个名称或标识", "This name is taken here") from error
    _move_below(category)
    return category


def lint_categories() -> list[Flaw]:
    """Everything wrong with the tree: shelves that mean the same, places without a way to a root, active ones
    below inactive ones, products outside leaves, and fields of notes that do not exist."""
    categories = list(Category.objects.order_by("path"))
    known = {category.id: category for category in categories}
    flaws = [*_duplicates(categories)]
    for category in categories:
        flaws += _misplaced(category, known)
    fields = set(NoteCategory.objects.values_list("slug", flat=True))
    flaws += [
        Flaw("note_field", category.slug, f"{category.name_zh}：没有笔记分类 {category.note_category_slug}")
        for category in categories
        if category.note_category_slug and category.note_category_slug not in fields
    ]
    flaws += [
        Flaw("not_leaf", slug, f"{name}：有下级分类，商品应放到下级")
        for slug, name in sql.fetch_rows(
            """
            select c.slug, c.name_zh from mall_category c
            where exists (select 1 from mall_category x where x.parent_id = c.id)
                and exists (select 1 from mall_product p where p.category_id = c.id)
            """
        )
    ]
    return flaws


def name_key(name: str) -> str:
    """What a name means, without fillers, for finding shelves that are the same."""
    key = clean_line(name).lower()
    for filler in _FILLERS:
        key = key.replace(filler, "")
    return key or clean_line(name).lower()


def _duplicates(categories: list[Category]) -> list[Flaw]:
    by_name: dict[str, list[Category]] = defaultdict(list)
    for category in categories:
        by_name[name_key(category.name_zh)].append(category)
    flaws = []
    for same in by_name.values():
        # A shelf below one of the same name is a repeat as well: the customer meets it twice.
        first = same[0]
        flaws += [
            Flaw("duplicate", other.slug, f"{other.name_zh} 与 {first.name_zh}（{first.slug}）重复")
            for other in same[1:]
        ]
    return flaws


def _misplaced(category: Category, known: dict[UUID, Category]) -> list[Flaw]:
    expected, at, seen = [category.id], category.parent_id, {category.id}
    while at is not None and at in known and at not in seen:
        expected.insert(0, at)
        seen.add(at)
        at = known[at].parent_id
    if at is not None or expected != category.path:
        return [Flaw("orphan", category.slug, f"{category.name_zh}：与上级的关系断开")]
    parent = known.get(category.parent_id) if category.parent_id else None
    if category.is_active and parent is not None and not parent.is_active:
        return [Flaw("inactive_parent", category.slug, f"{category.name_zh}：上级 {parent.name_zh} 已停用")]
    return []


def _path_above(category: Category) -> list[UUID]:
    if category.parent_id is None:
        return []
    parent = Category.objects.filter(id=category.parent_id).first()
    if parent is None or category.id in parent.path:
        raise _invalid("parent", "上级不能是自己或自己的下级", "It cannot stand below itself")
    if Product.objects.filter(category_id=parent.id).exists():
        raise _invalid("parent", "上级分类中已有商品", "The category above holds products")
    return list(parent.path)


def _height_below(category_id: UUID) -> int:
    deepest = sql.fetch_value(
        """
        select max(cardinality(path) - array_position(path, %(id)s::uuid)) from mall_category
        where %(id)s::uuid = any(path)
        """,
        {"id": category_id},
    )
    return int(deepest or 0)


def _check_twins(category: Category) -> None:
    """A shelf of the same meaning elsewhere in the tree is refused here already."""
    key = name_key(category.name_zh)
    for slug, name in Category.objects.exclude(id=category.id).values_list("slug", "name_zh"):
        if name_key(name) == key:
            raise _invalid("name_zh", f"与分类 {name}（{slug}）重复", f"The same as {name} ({slug})")


def _move_below(category: Category) -> None:
    sql.execute(
        """
        update mall_category
        set path = %(path)s::uuid[] || path[array_position(path, %(id)s::uuid) + 1:]
        where %(id)s::uuid = any(path) and id <> %(id)s::uuid
        """,
        {"id": category.id, "path": category.path},
    )


def _clean_names(names: Any) -> list[str]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _invalid("required_parameters", "请填写名称列表", "A list of names")
    cleaned = [clean_line(name)[:20] for name in names]
    return [name for name in dict.fromkeys(cleaned) if name][:20]


def _invalid(field: str, chinese: str, english: str) -> CategoryInvalidError:
    return CategoryInvalidError(fields={field: bilingual(chinese, english)})
