"""What the wallet knows that ties accounts."""

from shancha.apps.accounts.ties import TieKind
from shancha.kit.language import bilingual

# Money goes only to an account in the member's own name: two members who share one are one person.
PAYOUT = TieKind("payout", bilingual("同一提现账户", "One account for withdrawals"), 0.8, is_of_a_home=False)
