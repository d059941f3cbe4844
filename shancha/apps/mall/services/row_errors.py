"""What is wrong with a row of a CSV of goods, by column and in both languages."""

from django.utils import translation

from shancha.apps.mall.csv_format import COLUMNS
from shancha.kit.errors import ProblemError

Problem = tuple[str, str, str]
# Fields of a refusal that stand in a column of another name.
_COLUMN_OF = {"brand_id": "brand", "asset_ids": "status", "on_hand": "stock"}


class RowError(Exception):
    """What is wrong with a row: (column, message in Chinese, message in English) for each fault."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("a row can't be entered")
        self.problems = problems

    @classmethod
    def of(cls, error: ProblemError) -> "RowError":
        """The faults of a refusal, put down in both languages, by column of the row."""
        named = error.fields or {"": error.detail}
        return cls([(_column(name), *_both(message)) for name, message in named.items()])


def _column(field: str) -> str:
    """The heading of the column at fault: `variants.3.price` is the price."""
    name = field.rsplit(".", 1)[-1]
    name = _COLUMN_OF.get(name, name)
    return COLUMNS.get(name, COLUMNS.get(field.split(".", 1)[0], field))


def _both(message: str) -> tuple[str, str]:
    """A bilingual message in both languages: the report may be read in either."""
    with translation.override("zh-hans"):
        chinese = str(message)
    with translation.override("en"):
        return chinese, str(message)
