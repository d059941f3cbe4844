"""Entry points of discovery's jobs, one module per concern."""

from shancha.apps.discovery.tasks import ranking as ranking
from shancha.apps.discovery.tasks import search as search
