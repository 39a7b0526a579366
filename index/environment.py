"""The index's own settings, read from the environment: the variables that start with KMA_INDEX."""

from __future__ import annotations

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from index.errors import IndexProblem
from index.options import IndexOptions


class _Environment(BaseSettings):
    """The one branch of the product's settings that the index reads; the others are left to the other rooms."""

    model_config = SettingsConfigDict(
        env_prefix="KMA_", env_nested_delimiter="__", extra="ignore", frozen=True
    )

    index: IndexOptions = Field(default_factory=IndexOptions)


def read_options() -> IndexOptions:
    """The index's settings; IndexProblem names the first that is wrong."""
    try:
        return _Environment().index
    except ValidationError as err:
        fault = err.errors()[0]
        name = "KMA_" + "__".join(str(part).upper() for part in fault["loc"])
        reason = str(fault["msg"]).removeprefix("Value error, ")
        raise IndexProblem(f"the setting {name} is wrong: {reason}.", "Correct or remove it.") from err
    except SettingsError as err:
        raise IndexProblem(
            f"the settings KMA_INDEX can't be read: {err}.", "Correct or remove them."
        ) from err
