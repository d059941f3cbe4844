"""What orders know that ties accounts."""

from shancha.apps.accounts.ties import TieKind
from shancha.kit.language import bilingual

RECEIVER = TieKind("receiver", bilingual("同一收货电话", "One phone for deliveries"), 0.35)
