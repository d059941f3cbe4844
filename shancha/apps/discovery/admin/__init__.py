"""The back office of discovery, one module per concern."""

from shancha.apps.discovery.admin import ranking as ranking
from shancha.apps.discovery.admin import search as search
