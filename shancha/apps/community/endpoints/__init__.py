"""HTTP operations of the community, one module per thing."""

from ninja import Router

from shancha.apps.community.endpoints import (
    boards,
    comments,
    creators,
    drafts,
    notes,
    reactions,
    topics,
    uploads,
)

router = Router(tags=["community"])
router.add_router("", uploads.router)
router.add_router("", comments.router)
router.add_router("", boards.router)
router.add_router("", creators.router)
router.add_router("", drafts.router)
router.add_router("", notes.router)
router.add_router("", reactions.router)
router.add_router("", topics.router)
