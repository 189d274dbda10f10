"""Passkeys as browsers speak them (WebAuthn): for which site, what is asked, and whether an answer is right.

A passkey belongs to a name, never to an address of numbers: on this machine itself that name is localhost.
"""

import json
import struct
from base64 import urlsafe_b64decode
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Literal, NoReturn
from urllib.parse import urlsplit
from uuid import UUID

from domain.accounts.loading import loaded
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, Invalid
from domain.settings import settings
from domain.transactions import front_desk
from persistence.models import ChallengeRow
from persistence.queries import passkeys

if TYPE_CHECKING:
    from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
    from webauthn.registration.verify_registration_response import VerifiedRegistration

Purpose = Literal["register", "sign_in", "second_step", "confirm"]
Asked = dict[str, Any]
LIFE = timedelta(minutes=5)
LONGEST = 20_000  # characters of an answer
_TIMEOUT = int(LIFE.total_seconds() * 1000)
_REFUSED = "This passkey could not be checked. Please try again."
_UNREADABLE = (ValueError, LookupError, TypeError, ArithmeticError, EOFError, struct.error)


def site() -> tuple[str, list[str]]:
    """The name passkeys belong to, and the origins of its pages. Raises Conflict where there is no such name."""
    base = urlsplit(settings().base_url)
    name = base.hostname or ""
    try:
        is_here = ip_address(name).is_loopback
    except ValueError:
        return name, [settings().base_url]
    if not is_here:
        raise Conflict("Passkeys need a name, not an address of numbers: open Atrium under its name.")
    port = f":{base.port}" if base.port else ""
    return "localhost", [f"{base.scheme}://localhost{port}"]


async def ask_to_register(person: Person, known: list[bytes]) -> Asked:
    """What the browser is asked to make a passkey; `known` are the person's own, which it does not make again."""
    await loaded("webauthn")
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import structs

    name, _ = site()
    options = generate_registration_options(
        rp_id=name, rp_name="Atrium", user_id=person.id.bytes, user_name=person.email, user_display_name=person.name,
        timeout=_TIMEOUT, exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )  # fmt: skip
    await _remember(options.challenge, "register", person.id)
    return dict(json.loads(options_to_json(options)))


async def ask_to_prove(purpose: Purpose, *, person_id: UUID | None = None, known: list[bytes] | None = None) -> Asked:
    """What the browser is asked to prove with a passkey: one of `known`, or any that the site has there."""
    await loaded("webauthn")
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers import structs

    name, _ = site()
    options = generate_authentication_options(
        rp_id=name, timeout=_TIMEOUT, user_verification=structs.UserVerificationRequirement.REQUIRED,
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known or ()],
    )  # fmt: skip
    await _remember(options.challenge, purpose, person_id)
    return dict(json.loads(options_to_json(options)))


async def _remember(challenge: bytes, purpose: Purpose, person_id: UUID | None) -> None:
    row = ChallengeRow(challenge=challenge, purpose=purpose, person_id=person_id, expires_at=now() + LIFE)
    async with front_desk() as transaction:
        passkeys.add_challenge(transaction, row)


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def parsed(answer: str) -> Asked:
    """An answer of the browser. Raises Invalid when it is none."""
    try:
        found = json.loads(answer[:LONGEST])
        _challenge_in(found)
        credential_in(found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        refuse()
    return dict(found)


def _challenge_in(answer: Asked) -> bytes:
    told = json.loads(_bytes(answer["response"]["clientDataJSON"]))
    return _bytes(told["challenge"])


def credential_in(answer: Asked) -> bytes:
    """Which passkey says that it answers."""
    return _bytes(answer["rawId"])


async def spend_challenge(answer: Asked, purpose: Purpose) -> tuple[bytes, UUID | None]:
    """Use up the challenge that an answer is to, right or wrong; and whose it was. Raises Invalid."""
    challenge = _challenge_in(answer)
    await loaded("webauthn")  # for what comes next
    async with front_desk() as transaction:
        found = await passkeys.take_challenge(transaction, challenge, purpose, now())
    if found is None:
        raise Invalid("This took too long or was answered already. Please try again.", field="credential")
    return challenge, found.person_id


def registered(answer: Asked, challenge: bytes) -> "VerifiedRegistration":
    """The passkey that an answer brings. Raises Invalid."""
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    name, origins = site()
    try:
        return verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=name, expected_origin=origins,
            require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, *_UNREADABLE):
        refuse()


def proven(answer: Asked, challenge: bytes, *, public_key: bytes, sign_count: int) -> "VerifiedAuthentication":
    """What an answer proves. Raises Invalid when it is not by this key, for this site, or without its person."""
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    name, origins = site()
    try:
        return verify_authentication_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=name, expected_origin=origins,
            credential_public_key=public_key, credential_current_sign_count=sign_count, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, *_UNREADABLE):
        refuse()


def refuse() -> NoReturn:
    """Say that it did not work, never why."""
    raise Invalid(_REFUSED, field="credential")
