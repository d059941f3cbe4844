"""What the minors' mode leaves out of lists: one rule for every list and for the ranking."""

MINOR_QUALITY = 0.35
MINOR_AGE_SECONDS = 3600


def is_ad_sql(note: str) -> str:
    """Whether a row of community_note is to be shown as advertising: declared, or computed."""
    return f"{note}.is_ad or {note}.is_paid_cooperation"


def fit_for_viewer_sql(note: str = "n") -> str:
    """True for a row of community_note that %(viewer)s, null for a visitor, may be shown in a list: in the
    minors' mode no advertising, nothing low in quality, nothing younger than an hour."""
    return f"""(not coalesce((select v.minor_mode from accounts_user v where v.id = %(viewer)s::uuid), false)
        or (not ({is_ad_sql(note)}) and {note}.quality >= {MINOR_QUALITY}
            and {note}.published_at <= now() - interval '{MINOR_AGE_SECONDS} seconds'))"""
