"""Migrations of an empty database in a fifth of the time.

While migrations run, Django keeps all models as they were at that point. For each that is new or changed it
makes every model anew that is related to it over any number of steps: in a house where nearly all know the
member, that is nearly all of them, hundreds of times over. But that changes none of the others' columns as
long as no key changes its type (`tests/test_migrating.py`); what they know of it, Django itself puts off
until a migration's own code asks for the models ("delayed").
"""

from django.db.migrations.state import ModelState, ProjectState


def render_models_alone() -> None:
    """Has this process's migrations make a new or changed model only; for migrations with code of their own
    Django makes all models anew, as it does after other delayed changes."""
    ProjectState.add_model = _add_model  # type: ignore[method-assign]
    ProjectState._find_reload_model = _itself  # type: ignore[attr-defined]  # noqa: SLF001


def _add_model(self: ProjectState, model_state: ModelState) -> None:
    """`ProjectState.add_model` of Django 5.2 but for its last line."""
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self._relations is not None:  # type: ignore[attr-defined]
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:
        self.is_delayed = True
        self.apps.render_multiple([model_state])


def _itself(
    self: ProjectState,
    app_label: str,
    model_name: str,
    _delay: bool = False,  # noqa: FBT001, FBT002 - as Django calls it
) -> set[tuple[str, str]]:
    """`ProjectState._find_reload_model` of Django 5.2, which finds all related models as well."""
    self.is_delayed = True
    return {(app_label, model_name)}
