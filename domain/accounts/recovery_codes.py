"""Recovery codes: ten, for who lost the authenticator app. Shown once, hashed at rest, each good for one use."""

import secrets
from uuid import UUID

from domain.accounts.sessions import key_of
from domain.clock import now
from persistence.queries import second_factors
from persistence.session import Session as Transaction

HOW_MANY = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
_GROUPS, _GROUP = 4, 4  # 79 bits: too many to try, so a plain hash suffices


def _made() -> str:
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def _plain(typed: str) -> str:
    return "".join(c for c in typed.lower() if c.isalnum())


def looks_like_one(typed: str) -> bool:
    """Whether somebody typed a recovery code, and not six digits."""
    return len(_plain(typed)) == _GROUPS * _GROUP


async def replace(transaction: Transaction, person_id: UUID) -> list[str]:
    """Ten new codes for a person, as they are shown: abcd-efgh-jkmn-pqrs. Those before them are void."""
    codes = [_made() for _ in range(HOW_MANY)]
    await second_factors.put_recovery_codes(transaction, person_id, [key_of(_plain(code)) for code in codes], now())
    return codes


async def use(transaction: Transaction, person_id: UUID, typed: str) -> bool:
    """Use a code up; whether it was one of the person's."""
    return await second_factors.use_recovery_code(transaction, person_id, key_of(_plain(typed)), now())
