"""Screening, reports, cases, decisions, sanctions, appeals and the platform's rules."""
