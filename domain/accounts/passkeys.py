"""One's own passkeys: several, each with a name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain import access, audit
from domain.accounts import ceremony, providers
from domain.accounts.ceremony import Asked
from domain.accounts.inputs import PasskeyName
from domain.accounts.letters import tell
from domain.accounts.people import Person
from domain.accounts.recent import require_recent
from domain.accounts.session import Session
from domain.clock import now
from domain.errors import Conflict, Invalid
from domain.transactions import front_desk, read_at_front_desk, signal
from persistence.ids import new_id
from persistence.models import PasskeyRow
from persistence.queries import passkeys
from persistence.session import Session as Transaction

MOST = 20


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey of a person. `is_synced`: its keeper has a copy, so it is not lost with the device."""

    id: UUID
    name: str
    is_synced: bool
    created_at: datetime
    last_used_at: datetime | None


async def passkeys_of(*, actor: Person) -> list[Passkey]:
    """The actor's own passkeys, the oldest first."""
    rows = await read_at_front_desk(passkeys.OF_PERSON, {"id": actor.id})
    return [Passkey(row.id, row.name, row.is_synced, row.created_at, row.last_used_at) for row in rows]


async def credentials_of(person_id: UUID) -> list[bytes]:
    """How browsers call a person's passkeys."""
    return [bytes(row.credential_id) for row in await read_at_front_desk(passkeys.OF_PERSON, {"id": person_id})]


async def begin_passkey(*, actor: Person, under: Session) -> Asked:
    """What the browser has to be asked to make a passkey for the actor. Raises NotRecent and Conflict."""
    await require_recent(under)
    known = await credentials_of(actor.id)
    _check_room(len(known))
    return await ceremony.ask_to_register(actor, known)


async def add_passkey(credential: str, name: str, *, actor: Person, under: Session) -> Passkey:
    """Keep the passkey that the browser made; its person is told by mail.

    Raises NotRecent, Invalid when the answer is not to what the actor was asked or the name is none, Conflict when
    the passkey is known already.
    """
    await require_recent(under)
    named = PasskeyName.of(name=name).name
    answer = ceremony.parsed(credential)
    challenge, asked_id = await ceremony.spend_challenge(answer, "register")
    if asked_id != actor.id:
        ceremony.refuse()
    _check_room(len(await credentials_of(actor.id)))
    found = ceremony.registered(answer, challenge)
    row = PasskeyRow(
        id=new_id(), person_id=actor.id, credential_id=found.credential_id, public_key=found.credential_public_key,
        sign_count=found.sign_count, is_synced=found.credential_backed_up, name=named, created_at=now(),
    )  # fmt: skip
    async with front_desk() as transaction:
        if not await passkeys.add(transaction, row):
            raise Conflict("This passkey is known already.")
        await _changed(transaction, actor, "passkey.added", row.id, named)
    return Passkey(row.id, named, row.is_synced, row.created_at, None)


async def rename_passkey(passkey_id: UUID, name: str, *, actor: Person) -> None:
    """Give one of the actor's passkeys another name. Raises Invalid, NotFound and NotPermitted."""
    named = PasskeyName.of(name=name).name
    async with front_desk() as transaction:
        if not await passkeys.rename(transaction, actor.id, passkey_id, named):
            await access.refuse(transaction, "passkey", passkey_id, actor=actor)
        signal(transaction, "sign_in.changed", kind="sign_in", object_id=actor.id, audience=[actor.id])


async def remove_passkey(passkey_id: UUID, *, actor: Person, under: Session) -> None:
    """Let one of the actor's passkeys open nothing any more; its person is told by mail.

    Raises NotRecent, NotFound, NotPermitted, and Conflict when it is the actor's last way in.
    """
    await require_recent(under)
    async with front_desk() as transaction:
        name = await passkeys.remove(transaction, actor.id, passkey_id)
        if name is None:
            await access.refuse(transaction, "passkey", passkey_id, actor=actor)
        if not await passkeys.has_way_in(transaction, actor.id, providers.issuers()):
            raise Conflict("This is your only way in. Choose a password or connect an account first.")
        await _changed(transaction, actor, "passkey.removed", passkey_id, name)


def _check_room(how_many: int) -> None:
    if how_many >= MOST:
        raise Invalid(f"You can have at most {MOST} passkeys. Remove one first.", field="credential")


async def _changed(transaction: Transaction, actor: Person, action: str, passkey_id: UUID, name: str) -> None:
    audit.write(transaction, action, actor_id=actor.id, object_kind="passkey", object_id=passkey_id)
    signal(transaction, "sign_in.changed", kind="sign_in", object_id=actor.id, audience=[actor.id])
    await tell(transaction, actor, action.replace(".", "-"), passkey=name)
