"""Entry points of the community's jobs: each calls one service and may run twice."""

from uuid import UUID

from shancha.apps.community.services import (
    brigades,
    creators,
    media,
    notes,
    publishing,
    topic_heat,
    topic_notices,
    topic_operations,
    uploads,
)
from shancha.kit import garbage
from shancha.kit.jobs import periodic, task


@task("community.process_asset", queue="media")
def process_asset(*, asset_id: str) -> None:
    """Renders a heavy picture or transcodes a video."""
    media.process_asset(UUID(asset_id))


@task("community.animate_asset", queue="media")
def animate_asset(*, asset_id: str) -> None:
    """Makes the animated form of a picture that moves; safe to run twice."""
    media.animate_asset(UUID(asset_id))


@task("community.delete_media", queue="media")
def delete_media(*, folder: str, source: str) -> None:
    """Removes the files of a forgotten asset."""
    media.delete_media(folder=folder, source=source)


@periodic("*/15 * * * *", "community.requeue_stalled_assets", queue="media")
def requeue_stalled_assets() -> None:
    """Takes up processing whose worker was lost."""
    media.requeue_stalled_assets()


@periodic("7 * * * *", "community.sweep_uploads", queue="media")
def sweep_uploads() -> None:
    """Removes abandoned uploads."""
    uploads.sweep_uploads()


@periodic("23 4 * * *", "community.sweep_unused_assets", queue="media")
def sweep_unused_assets() -> None:
    """Removes pictures and videos that were never used."""
    media.sweep_unused_assets()


@task("community.publish_scheduled")
def publish_scheduled(*, note_id: str) -> None:
    """Publishes a note whose hour has come."""
    publishing.publish_scheduled(UUID(note_id))


@task("community.tell_topic")
def tell_topic(
    *,
    note_id: str,
    topic_id: str,
    is_highlight: bool,
    minors: bool,
    is_pin: bool = False,
    after: str | None = None,
) -> None:
    """Tells a portion of those who follow a topic of a note in it; the next portion is a job of its own."""
    topic_notices.tell_portion(
        topic_notices.Told(
            UUID(note_id), UUID(topic_id), is_highlight=is_highlight, minors=minors, is_pin=is_pin
        ),
        after=UUID(after) if after else None,
    )


@periodic("*/5 * * * *", "community.publish_due_notes")
def publish_due_notes() -> None:
    """Publishes scheduled notes whose own job was lost."""
    publishing.publish_due_notes()


@periodic("40 3 * * *", "community.grant_earned_roles")
def grant_earned_roles() -> None:
    """Makes creators of those who meet the published rule."""
    creators.grant_earned_roles()


@periodic("*/5 * * * *", "community.warn_of_brigades")
def warn_of_brigades() -> None:
    """Warns authors whose notes strangers rush upon."""
    brigades.warn_of_brigades()


@periodic("41 4 * * *", "community.purge_deleted_notes")
def purge_deleted_notes() -> None:
    """Empties notes deleted 30 days ago."""
    notes.purge_deleted_notes()


@periodic("*/2 * * * *", "community.end_due_topics")
def end_due_topics() -> None:
    """Ends topics whose time is over."""
    topic_operations.end_due_topics()


@periodic("*/2 * * * *", "community.refresh_topic_heat", rest=100)
def refresh_topic_heat() -> None:
    """Reckons how hot topics are; where that takes long, less often: a hundredth of a processor's time."""
    topic_heat.refresh_heat()
    garbage.give_back()


@periodic("41 * * * *", "community.recount_participants")
def recount_participants() -> None:
    """Counts who writes in the topics that are alive."""
    topic_heat.recount_participants()
