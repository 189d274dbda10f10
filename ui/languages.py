"""In which language somebody reads who is not known yet."""

from typing import get_args

from babel.core import negotiate_locale
from fastapi import Request

from domain.written_dates import Language

_MOST = 20  # languages that are looked at


def asked_for(request: Request) -> str:
    """The one of ours that the browser asks for first (Accept-Language); English when it names none."""
    wanted = [part.partition(";") for part in request.headers.get("accept-language", "").split(",")[:_MOST]]
    ranked = sorted(wanted, key=lambda part: -_quality(part[2]))
    named = [name.strip().partition("-")[0].lower() for name, _, quality in ranked if _quality(quality) > 0]
    return negotiate_locale(named, get_args(Language)) or "en"


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0
