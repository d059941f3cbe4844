"""Money in and out through providers: payments, charges, refunds, callbacks, reconciliation."""
