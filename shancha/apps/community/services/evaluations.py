"""The structured part of a note that judges a product: product, price, scores, pros and cons."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, grapheme_length

MAX_SCORES = 6
MAX_POINTS = 6
Line = Annotated[str, Field(max_length=200)]


class Score(BaseModel):
    """One aspect and how it did, 1 to 5."""

    model_config = ConfigDict(extra="forbid")
    name: Line
    score: Annotated[int, Field(ge=1, le=5)]


class Evaluation(BaseModel):
    """What a draft may hold; `receipt_asset_id` is a private picture that proves the purchase."""

    model_config = ConfigDict(extra="forbid")
    product: Line = ""
    price_paid_fen: Annotated[int, Field(ge=0, le=10**10)] | None = None
    scores: Annotated[list[Score], Field(max_length=MAX_SCORES)] = []
    pros: Annotated[list[Line], Field(max_length=MAX_POINTS)] = []
    cons: Annotated[list[Line], Field(max_length=MAX_POINTS)] = []
    suits: Line = ""
    receipt_asset_id: UUID | None = None


def clean_evaluation(value: dict[str, Any] | None) -> tuple[Evaluation | None, dict[str, str]]:
    """The evaluation, cleaned, ready to be published, and what is wrong with it by field."""
    if not value:
        return None, {}
    try:
        made = Evaluation.model_validate(value)
    except ValidationError:
        return None, {"evaluation": bilingual("测评内容格式不对", "The evaluation is not well-formed")}
    made.product, made.suits = clean_line(made.product), clean_line(made.suits)
    made.pros = [line for line in map(clean_line, made.pros) if line]
    made.cons = [line for line in map(clean_line, made.cons) if line]
    for score in made.scores:
        score.name = clean_line(score.name)
    return made, _problems(made)


def stored_evaluation(made: Evaluation | None) -> dict[str, Any] | None:
    """What a note keeps and shows: whether there is a receipt, never which."""
    if made is None:
        return None
    shown = made.model_dump(mode="json", exclude={"receipt_asset_id"})
    return {**shown, "has_receipt": made.receipt_asset_id is not None}


def read_evaluation(stored: dict[str, Any] | None) -> Evaluation | None:
    """What a note keeps, read again."""
    if not stored:
        return None
    return Evaluation.model_validate({key: value for key, value in stored.items() if key != "has_receipt"})


def evaluation_text(made: Evaluation | None) -> str:
    """All its words, for screening."""
    if made is None:
        return ""
    return "\n".join([made.product, *made.pros, *made.cons, made.suits, *(each.name for each in made.scores)])


def _problems(made: Evaluation) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not 1 <= grapheme_length(made.product) <= 40:
        problems["evaluation.product"] = bilingual(
            "请填写 1-40 个字的商品名", "Name the product in 1-40 characters"
        )
    if not made.scores or any(not 1 <= grapheme_length(score.name) <= 10 for score in made.scores):
        problems["evaluation.scores"] = bilingual(
            "请给至少一项打分", "Give at least one score a name and a value"
        )
    if len({score.name for score in made.scores}) != len(made.scores):
        problems["evaluation.scores"] = bilingual("打分项目重复了", "A score appears twice")
    for name, lines in (("pros", made.pros), ("cons", made.cons)):
        if any(grapheme_length(line) > 40 for line in lines):
            problems[f"evaluation.{name}"] = bilingual("每条最多 40 个字", "At most 40 characters each")
    if grapheme_length(made.suits) > 60:
        problems["evaluation.suits"] = bilingual("最多 60 个字", "At most 60 characters")
    return problems
