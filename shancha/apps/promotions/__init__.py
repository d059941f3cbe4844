"""Coupons, membership, flash sales and the quote of a basket."""
