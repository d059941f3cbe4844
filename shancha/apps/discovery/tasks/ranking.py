"""Jobs of the ranking: each calls one service and may run twice."""

from shancha.apps.discovery.services import feed, lifts, profiles, scores
from shancha.kit.jobs import periodic


@periodic("* * * * *", "discovery.score_notes")
def score_notes() -> None:
    """Scores notes that something happened to."""
    scores.score_touched()


@periodic("*/5 * * * *", "discovery.lift_notes")
def lift_notes() -> None:
    """Tells authors whose notes came to the home page."""
    lifts.lift_notes()


@periodic("* * * * *", "discovery.learn_comments")
def learn_comments() -> None:
    """Lets the profiles of those who commented follow."""
    profiles.learn_comments()


@periodic("50 3 * * *", "discovery.rescore_recent")
def rescore_recent() -> None:
    """Scores the notes of the last month anew: quality settles as views come in."""
    scores.rebuild_scores(since_days=30)


@periodic("35 * * * *", "discovery.sweep_viewers")
def sweep_viewers() -> None:
    """Removes old feed sessions and visitors that did not come back."""
    feed.sweep_sessions()
    profiles.sweep_profiles()
