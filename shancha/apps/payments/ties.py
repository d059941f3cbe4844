"""What payments know that ties accounts."""

from shancha.apps.accounts.ties import TieKind
from shancha.kit.language import bilingual

PAYER = TieKind("payer", bilingual("同一付款人", "One payer"), 0.5)
