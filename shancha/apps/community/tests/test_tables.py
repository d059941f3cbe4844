"""The database's own promises."""

import pytest

from shancha.apps.community.models import Category


@pytest.mark.django_db
def test_twelve_categories_exist_from_the_start():
    assert list(Category.objects.values_list("slug", flat=True)) == [
        "fashion",
        "makeup",
        "skincare",
        "stars",
        "food",
        "travel",
        "home",
        "fitness",
        "parenting",
        "digital",
        "pets",
        "reading",
    ]
