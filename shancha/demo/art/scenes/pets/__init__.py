"""Pets: cats, dogs, hamsters and fish."""

from shancha.demo.art.scenes.pets import cats, others

SCENES = cats.SCENES + others.SCENES
