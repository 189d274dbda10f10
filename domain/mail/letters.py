"""What a mail says: templates filled in the reader's language and time zone, as text and as HTML.

`<name>.txt` begins with the line `Subject: …`; `<name>.mjml` is the same for programs that show HTML. A folder named
after a language holds the same in its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from mjml import mjml2html

from domain.mail.address import one_line
from domain.settings import settings
from domain.written_dates import language_of, moment_in_full

FOLDER = Path(__file__).with_name("templates")
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Written:
    """A mail in words."""

    subject: str
    text: str
    html: str


@pass_context
def _moment(context: Context, at: str) -> str:
    return moment_in_full(datetime.fromisoformat(at), context["locale"], context["time_zone"])


@cache
def environment() -> Environment:
    """What fills the templates; a value that is missing is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        autoescape=select_autoescape(["mjml"]),
    )  # fmt: skip
    made.filters["moment"] = _moment
    return made


def _filled(name: str, kind: str, data: Mapping[str, Any], locale: str, time_zone: str) -> str:
    language = language_of(locale)
    template = environment().select_template([f"{language}/{name}.{kind}", f"{name}.{kind}"])
    return template.render(**data, locale=language, time_zone=time_zone, base_url=settings().base_url)


def subject(name: str, data: Mapping[str, Any], *, locale: str, time_zone: str) -> str:
    """The subject alone, in one line."""
    first = _filled(name, "txt", data, locale, time_zone).lstrip().split("\n\n", 1)[0]
    return one_line(first.removeprefix("Subject:"))[:_LONGEST_SUBJECT]


def written(name: str, data: Mapping[str, Any], *, locale: str, time_zone: str) -> Written:
    """The whole mail."""
    text = _filled(name, "txt", data, locale, time_zone).lstrip().partition("\n\n")[2].strip() + "\n"
    source = _filled(name, "mjml", data, locale, time_zone)
    html = mjml2html(source, disable_comments=True, fonts={})
    return Written(subject(name, data, locale=locale, time_zone=time_zone), text, html)


def names() -> list[str]:
    """All templates there are."""
    return sorted(path.stem for path in FOLDER.glob("*.txt") if not path.stem.startswith("_"))
