"""Travel: mountains, the sea, water towns, cities at night, camping and trains."""

from shancha.demo.art.scenes.travel import outdoors, towns

SCENES = outdoors.SCENES + towns.SCENES
