"""Writes of discovery, each with its own transaction."""

from shancha.apps.discovery.services.indexing import rebuild_search_index
from shancha.apps.discovery.services.scores import rebuild_scores

__all__ = ["rebuild_scores", "rebuild_search_index"]
