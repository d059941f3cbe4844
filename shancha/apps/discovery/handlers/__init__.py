"""What discovery does on the facts of the apps below, one module per concern."""

from shancha.apps.discovery.handlers import goods as goods
from shancha.apps.discovery.handlers import ranking as ranking
from shancha.apps.discovery.handlers import search as search
