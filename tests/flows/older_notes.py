"""`python -m tests.flows.older_notes`: lengthens the demo's feed by notes of long ago, to scroll deep."""

import os
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shancha.config.settings")
AUTHORS, EACH = 6, 30


def main() -> None:
    """Writes them once, as rows, with the pictures of the notes that are there."""
    import django  # noqa: PLC0415

    django.setup()
    from shancha.apps.accounts.tests.factories import make_user  # noqa: PLC0415
    from shancha.apps.community.models import Note  # noqa: PLC0415
    from shancha.apps.community.tests.note_factories import make_public_note  # noqa: PLC0415
    from shancha.apps.discovery.services import scores  # noqa: PLC0415

    if Note.objects.filter(title__startswith="旧日一页").exists():
        return
    models = list(Note.objects.filter(state="public", kind="images").order_by("id")[:EACH])
    begin = models[0].created_at - timedelta(days=300)
    for author in [make_user() for _ in range(AUTHORS)]:
        for number, model in enumerate(models):
            make_public_note(
                author,
                title=f"旧日一页 {author.handle} {number}",
                category_id=model.category_id,
                cover=model.cover,
                pictures=model.pictures,
                published_at=begin + timedelta(hours=number),
            )
    scores.rebuild_scores()


if __name__ == "__main__":
    main()
