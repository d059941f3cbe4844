"""The tree of goods, whole: it has a few hundred places, and lists need no more than one statement."""

from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.errors import CategoryNotFoundError
from shancha.apps.mall.models import Category
from shancha.kit import sql

_TREE = """
select c.id, c.parent_id, c.slug, c.name_zh, c.name_en, c.return_class, c.vat_bp, c.consumption_tax,
    c.required_parameters, c.note_category_slug
from mall_category c where c.is_active order by cardinality(c.path), c.position, c.slug
"""


def category_tree(*, english: bool = False) -> list[dict[str, Any]]:
    """The active categories, roots first, each with its `children`. A branch below an inactive one is left
    out. One statement."""
    known: dict[UUID, dict[str, Any]] = {}
    roots: list[dict[str, Any]] = []
    for row in sql.fetch_all(_TREE):
        node = {
            "id": row["id"],
            "slug": row["slug"],
            "name": row["name_en"] if english and row["name_en"] else row["name_zh"],
            "return_class": row["return_class"],
            "vat_bp": row["vat_bp"],
            "consumption_tax": row["consumption_tax"],
            "required_parameters": orjson.loads(row["required_parameters"]),
            "note_category": row["note_category_slug"],
            "children": [],
        }
        if row["parent_id"] is None:
            roots.append(node)
        elif row["parent_id"] in known:
            known[row["parent_id"]]["children"].append(node)
        else:
            continue
        known[row["id"]] = node
    return roots


def find_category(slug: str) -> Category:
    """The active category of that name; raises CategoryNotFoundError."""
    category = Category.objects.filter(slug=slug, is_active=True).first()
    if category is None:
        raise CategoryNotFoundError
    return category


def subtree_ids(category_id: UUID) -> list[UUID]:
    """The category and all below it."""
    return [
        row[0]
        for row in sql.fetch_rows("select id from mall_category where %s::uuid = any(path)", [category_id])
    ]


def required_parameters(category: Category) -> list[str]:
    """What goods of a category must tell: its own list and those of the ones above it, each once."""
    above = Category.objects.filter(id__in=category.path).order_by("path")
    names = [name for each in above for name in each.required_parameters]
    return list(dict.fromkeys(names))
