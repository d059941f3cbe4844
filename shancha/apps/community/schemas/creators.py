"""Shapes of the rule of creators."""

from ninja import Schema


class CreatorRule(Schema):
    """By what a member becomes a creator of a category: so many notes there within `days`, so many likes and
    collects for them, so many followers, so old an account. After a measure against the account, or after the
    role was taken back, nothing is given for `wait_days`."""

    is_on: bool
    days: int
    note_count: int
    praise_count: int
    follower_count: int
    account_days: int
    wait_days: int


class CreatorProgress(Schema):
    """How far one has come, in the category where least is missing (null without a note that counts)."""

    rule: CreatorRule
    category: str | None
    note_count: int
    praise_count: int
    follower_count: int
    account_days: int
    is_waiting: bool
