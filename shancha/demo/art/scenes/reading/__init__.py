"""Reading and culture: books, shelves, records, films and museums."""

from shancha.demo.art.scenes.reading import books, outings

SCENES = books.SCENES + outings.SCENES
