"""Food: noodles, hot pot, breakfast, dumplings, cake and coffee."""

from shancha.demo.art.scenes.food import meals, sweets

SCENES = meals.SCENES + sweets.SCENES
