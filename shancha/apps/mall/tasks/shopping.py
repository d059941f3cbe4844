"""Jobs on the readers' side of the mall."""

from shancha.apps.mall.services import heat
from shancha.kit.jobs import periodic


@periodic("*/10 * * * *", "mall.reckon_heat")
def reckon_heat() -> None:
    """Reckons how much goods are talked about."""
    heat.reckon_heat()
