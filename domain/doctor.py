"""What `doctor` looks at, in the order in which things go wrong: settings, data folder, database, port."""

import json
import os
import socket
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import psycopg

from domain import provider_settings
from domain.settings import BadSetting, Settings, settings
from persistence import condition
from persistence.embedded import EmbeddedError

_KNOWN = {str(field.alias) for field in Settings.model_fields.values()}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and how it is."""

    ok: bool
    subject: str
    sentence: str


def examine(database: AbstractContextManager[str]) -> Iterator[Finding]:
    """Look at everything; stops early where the rest would only repeat the same trouble."""
    try:
        chosen = settings()
    except BadSetting as error:
        yield Finding(False, "settings", str(error))
        return
    yield _settings(chosen)
    yield _data(chosen)
    yield from _database(database)
    yield _port(chosen)


def _settings(chosen: Settings) -> Finding:
    ours = [name for name in os.environ if name.startswith("ATRIUM_") and not name.startswith(provider_settings.PREFIX)]
    unknown = sorted(set(ours) - _KNOWN)
    if unknown:
        return Finding(False, "settings", f"Atrium knows no variable {', '.join(unknown)}.")
    return Finding(True, "settings", f"{chosen.environment}, people reach it at {chosen.base_url}")


def _data(chosen: Settings) -> Finding:
    try:
        with tempfile.NamedTemporaryFile(dir=chosen.data):
            return Finding(True, "data", f"{chosen.data} can be written")
    except OSError as error:
        return Finding(False, "data", f"{chosen.data} cannot be written ({error.strerror}). Set ATRIUM_DATA.")


def _database(database: AbstractContextManager[str]) -> Iterator[Finding]:
    try:
        with database as url:
            found = condition.examine(url, settings().secret)
    except (EmbeddedError, psycopg.Error) as error:
        yield Finding(False, "database", str(error).strip().splitlines()[0])
        return
    origin = "DATABASE_URL" if settings().database_url else "embedded"
    too_old = "" if found.is_new_enough else f"; Atrium needs {condition.OLDEST} or newer"
    yield Finding(found.is_new_enough, "database", f"PostgreSQL {found.server} ({origin}){too_old}")
    shape = f"at {found.revision}" if found.is_migrated else "not up to date: run `uv run main.py migrate`"
    yield Finding(found.is_migrated, "migrations", shape)
    roles = "the two roles are there and cannot bypass row-level security"
    wrong = "the two roles are missing or can bypass row-level security: run `uv run main.py migrate`"
    yield Finding(found.has_safe_roles, "roles", roles if found.has_safe_roles else wrong)


def _port(chosen: Settings) -> Finding:
    where = f"{chosen.host}:{chosen.port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(chosen.host, chosen.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return Finding(True, "port", f"{where} is free")
    except OSError as error:
        if _is_atrium(chosen):
            return Finding(True, "port", f"{where} is served by Atrium just now")
        return Finding(False, "port", f"{where} cannot be used ({error.strerror}). Set ATRIUM_PORT to another one.")


def _is_atrium(chosen: Settings) -> bool:
    try:
        with urllib.request.urlopen(f"http://{chosen.host}:{chosen.port}/health", timeout=3) as answer:
            return "version" in json.load(answer)
    except (OSError, ValueError):
        return False
