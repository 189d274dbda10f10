"""The types inputs are made of: bounded, trimmed, never coerced; and what is wrong with them, as sentences."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from domain.errors import FieldError, Invalid

_CONTROL = re.compile("[\x01-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _storable(text: str) -> str:
    # PostgreSQL stores neither NUL nor halves of surrogate pairs; both arrive through JSON escapes.
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("contains characters that cannot be stored")
    return text


_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"}


def _visible(text: str) -> str:
    # marks of direction and joiners alone would be a name that nobody can see or click
    if all(unicodedata.category(c) in _UNSEEN for c in text):
        raise ValueError("must not be empty")
    return text


def _in_one_line(value: Any) -> Any:
    # a line end would begin another line of a mail, a turned direction lets a name look like another one
    return _TURNING.sub("", _CONTROL.sub(" ", value)) if isinstance(value, str) else value


def _written(value: Any) -> Any:
    # a string of digits would be read as seconds since 1970
    if isinstance(value, (int, float, bytes)) or (isinstance(value, str) and value[4:5] != "-"):
        raise ValueError("must be written as text, like 2026-02-17 or 2026-02-17T09:00:00Z")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and len(value) != 10):
        raise ValueError("must be a day, like 2026-02-17")
    return _written(value)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("must say its time zone, like 2026-02-17T09:00:00Z")
    return value.astimezone(UTC)


def _sane_year(value: Any) -> Any:
    if not 1970 <= value.year <= 9000:
        raise ValueError("must lie between the years 1970 and 9000")
    return value


Storable = AfterValidator(_storable)
Visible = AfterValidator(_visible)
OneLine = BeforeValidator(_in_one_line)
Day = Annotated[date, BeforeValidator(_day), AfterValidator(_sane_year)]
Instant = Annotated[datetime, BeforeValidator(_written), AfterValidator(_sane_year), AfterValidator(_in_utc)]
Id = Annotated[UUID, BeforeValidator(lambda v: str(v) if isinstance(v, UUID) else v)]
Title = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=500), OneLine, Storable, Visible
]
Name = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=120), OneLine, Storable, Visible
]
LongText = Annotated[str, StringConstraints(strict=True, max_length=40_000), Storable]
ShortText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=500), Storable]
Flag = Annotated[bool, Field(strict=True)]


class Input(BaseModel):
    """Base of every input object: unknown fields are refused, `of` raises Invalid with a sentence per field."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def of(cls, **fields: Any) -> Self:
        """Build from loose values (forms, tools). Raises Invalid naming each bad field."""
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            raise invalid(error.errors()) from None

    def given(self) -> dict[str, Any]:
        """The fields that were sent, as Python values (for partial changes)."""
        return {name: getattr(self, name) for name in self.model_fields_set}


_SENTENCES = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "string_type": "must be text",
    "string_unicode": "contains characters that cannot be stored",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "none_required": "must be null",
    "uuid_parsing": "is not an id",
    "uuid_type": "is not an id",
    "date_from_datetime_parsing": "must be a day, like 2026-02-17",
    "date_type": "must be a day, like 2026-02-17",
    "date_parsing": "must be a day, like 2026-02-17",
    "datetime_type": "must be an instant, like 2026-02-17T09:00:00Z",
    "datetime_parsing": "must be an instant, like 2026-02-17T09:00:00Z",
    "datetime_from_date_parsing": "must be an instant, like 2026-02-17T09:00:00Z",
    "json_invalid": "is not valid JSON",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "list_type": "must be a list",
    "string_pattern_mismatch": "is not written as it has to be",
}
_FORMS = {
    r"^[A-Za-z][A-Za-z0-9]{1,7}$": "must be 2 to 8 letters and digits and begin with a letter",
    r"^([01]\d|2[0-3]):[0-5]\d$": "must be a time of day, like 08:30",
}
# in the place of an error: what pydantic calls one of several types that a value may have
_ONE_OF_SEVERAL = re.compile(r"bool|int|float|str|constrained-\w+|[\w-]+\[.*")


def _sentence(error: Mapping[str, Any], field: str) -> str:
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "too_short" and not isinstance(error.get("input"), str):
        said = f"must have at least {context['min_length']} {'entry' if context['min_length'] == 1 else 'entries'}"
    elif kind in {"string_too_short", "too_short"}:
        least = context.get("min_length", 1)
        said = f"must have at least {least} characters" if least > 1 else "must not be empty"
    elif kind == "string_too_long":
        said = f"must have at most {context['max_length']} characters"
    elif kind == "too_long":
        said = f"must have at most {context['max_length']} entries"
    elif kind == "greater_than_equal":
        said = f"must be at least {context['ge']}"
    elif kind == "less_than_equal":
        said = f"must be at most {context['le']}"
    elif kind in {"enum", "literal_error"}:
        said = f"must be one of {context['expected']}"
    elif kind == "string_pattern_mismatch" and context["pattern"] in _FORMS:
        said = _FORMS[context["pattern"]]
    elif kind == "value_error":
        said = str(context.get("error", error["msg"]))
    else:
        said = _SENTENCES.get(kind) or error["msg"][:1].lower() + error["msg"][1:]
    return f"{_label(field)} {said}."


def _label(field: str) -> str:
    named = [part for part in field.split(".") if not part.isdecimal()]  # an entry of a list is called after the list
    said = named[-1].replace("_", " ").capitalize() if field and named else "The input"
    return said.replace("rganization", "rganisation").replace("Email", "E-mail")  # as the pages spell it


def invalid(errors: Iterable[Mapping[str, Any]], *, skip: int = 0) -> Invalid:
    """Turn pydantic's error list into Invalid; `skip` leading parts of each location are left out ("body")."""
    found: list[FieldError] = []
    for error in errors:
        place = [str(part) for part in error["loc"][skip:]]
        several = next((n for n, part in enumerate(place) if _ONE_OF_SEVERAL.fullmatch(part)), None)
        field = ".".join(place[:several])
        if several is None:
            found.append(FieldError(field, _sentence(error, field)))
        elif all(known.field != field for known in found):
            found.append(FieldError(field, f"{_label(field)} is of a kind that cannot stand here."))
    return Invalid(" ".join(e.message for e in found), errors=tuple(found))
