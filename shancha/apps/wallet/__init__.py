"""The double-entry ledger of money and points, top-ups and withdrawals."""
