"""Passwords: what makes one good enough (NIST SP 800-63B-4), how it is hashed, and how a guess is compared."""

import asyncio
import os
import re
import sys
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from domain.errors import Invalid, Throttled
from domain.settings import settings

_LIST = Path(__file__).with_name("common_passwords.txt")
_OWN_LENGTH = 5  # what has to be left of a password without the words everybody could guess
_MOST_WAITING = 100
_places = asyncio.Semaphore(_MOST_WAITING)
_NICENESS = 10


def _step_back() -> None:
    # On Linux a priority is a thread's own: pages come first, hashing takes what they leave.
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


# 64 MiB each: more at once would cost memory, not gain time
_pool = ThreadPoolExecutor(2, thread_name_prefix="argon2", initializer=_step_back)


@cache
def _common() -> frozenset[str]:
    return frozenset(_LIST.read_text(encoding="utf-8").splitlines())


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _words(*texts: str) -> set[str]:
    found = {"atrium"}
    for text in texts:
        found |= {text.casefold()} | {w for w in re.split(r"[\W_]+", text.casefold()) if len(w) > 3}
    return found


def check_strength(password: str, *about: str, field: str = "password") -> None:
    """Raise Invalid when the password is common, one repeated character, or made of what is known of the person.

    `about` are the texts an attacker would try first: address, name, organisation.
    """
    plain = _normal(password).casefold()
    if plain in _common() or len(set(plain)) <= 2:
        raise Invalid(
            "Password is one of the most common ones. Choose one that others would not think of.", field=field
        )
    rest = plain
    for word in sorted(_words(*about), key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(rest) < _OWN_LENGTH and rest != plain:
        raise Invalid("Password is too close to your name, your address or the name of this place.", field=field)


@cache
def _hasher() -> Any:
    # Slow to load. Not from `passlib.hash`, whose stand-in is not there yet for a second thread that asks meanwhile.
    from passlib.handlers.argon2 import argon2  # noqa: PLC0415

    # The path through the code is the same in tests, only cheaper.
    quick = settings().environment == "test"
    return argon2.using(type="ID", memory_cost=64 if quick else 65_536, rounds=1 if quick else 3, parallelism=1)


@cache
def _nobodys_hash() -> str:
    return str(_hasher().hash("nobody has this password"))


def _hash(password: str) -> str:
    return str(_hasher().hash(_normal(password)))


def _compare(password: str, hashed: str | None) -> bool:
    nobodys = _nobodys_hash()  # made here for both, so that the first unknown person does not take longer
    same = bool(_hasher().verify(_normal(password), hashed or nobodys))
    return same and hashed is not None


async def _in_pool(work: Any, *arguments: Any) -> Any:
    if _places.locked():
        raise Throttled("Many people are signing in just now. Please try again in a moment.", retry_after=2)
    async with _places:
        return await asyncio.get_running_loop().run_in_executor(_pool, work, *arguments)


async def hash_of(password: str) -> str:
    """The argon2id hash to store."""
    return str(await _in_pool(_hash, password))


async def matches(password: str, hashed: str | None) -> bool:
    """Whether the password is the hashed one. None (nobody there) takes as long and is never right."""
    return bool(await _in_pool(_compare, password, hashed))


def is_outdated(hashed: str) -> bool:
    """Whether it was made with other parameters than today's."""
    return bool(_hasher().needs_update(hashed))
