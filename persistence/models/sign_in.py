"""Further proofs of who somebody is, and sign-ins that are under way."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, utc_now


class AuthenticatorRow(Row, table=True):
    """A person's authenticator app (TOTP). Off until a code of it was seen; `last_step` lets no code be used twice."""

    __tablename__ = "authenticators"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    secret_sealed: str = Field(sa_type=sa.Text)
    last_step: int = Field(default=0, sa_type=sa.BigInteger)
    created_at: datetime = Field(default_factory=utc_now)
    confirmed_at: datetime | None = None


class RecoveryCodeRow(Row, table=True):
    """One of ten codes for who lost the authenticator app; good for one use."""

    __tablename__ = "recovery_codes"

    code_hash: bytes = Field(primary_key=True, sa_type=sa.LargeBinary)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(default_factory=utc_now)
    used_at: datetime | None = None


class PasskeyRow(Row, table=True):
    """The public half of a passkey."""

    __tablename__ = "passkeys"
    __table_args__ = (length("name", 120),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE", index=True)
    credential_id: bytes = Field(sa_type=sa.LargeBinary, unique=True)
    public_key: bytes = Field(sa_type=sa.LargeBinary)
    sign_count: int = Field(default=0, sa_type=sa.BigInteger)
    is_synced: bool = False
    name: str = Field(sa_type=sa.Text)
    created_at: datetime = Field(default_factory=utc_now)
    last_used_at: datetime | None = None


class ChallengeRow(Row, table=True):
    """What a passkey was asked to sign; good for one answer, for its purpose, within minutes."""

    __tablename__ = "challenges"
    __table_args__ = (one_of("purpose", "register", "sign_in", "second_step", "confirm"),)

    challenge: bytes = Field(primary_key=True, sa_type=sa.LargeBinary)
    purpose: str = Field(sa_type=sa.Text)
    person_id: UUID | None = Field(default=None, foreign_key="people.id", ondelete="CASCADE", index=True)
    expires_at: datetime = Field(index=True)


class HalfSignInRow(Row, table=True):
    """Somebody whose first proof was right and whose second one is missing; neither a session nor worth one."""

    __tablename__ = "half_sign_ins"

    secret_hash: bytes = Field(primary_key=True, sa_type=sa.LargeBinary)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE", index=True)
    remember: bool = False
    created_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime = Field(index=True)


class IdentityRow(Row, table=True):
    """An account with an OpenID Connect provider that signs a person in: what the issuer calls them, not their mail."""

    __tablename__ = "identities"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"), length("subject", 255), length("email", 254))

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE", index=True)
    issuer: str = Field(sa_type=sa.Text)
    subject: str = Field(sa_type=sa.Text)
    email: str = Field(default="", sa_type=sa.Text)
    created_at: datetime = Field(default_factory=utc_now)
    last_used_at: datetime | None = None


class ProviderVisitRow(Row, table=True):
    """Somebody sent to a provider and not back yet: what the answer has to agree with. Good for one answer."""

    __tablename__ = "provider_visits"
    __table_args__ = (one_of("purpose", "sign_in", "connect", "confirm"), length("onward", 500))

    state_hash: bytes = Field(primary_key=True, sa_type=sa.LargeBinary)
    browser_hash: bytes = Field(sa_type=sa.LargeBinary)
    provider: str = Field(sa_type=sa.Text)
    purpose: str = Field(sa_type=sa.Text)
    nonce: str = Field(sa_type=sa.Text)
    code_verifier: str = Field(sa_type=sa.Text)
    onward: str = Field(default="/", sa_type=sa.Text)
    session_id: UUID | None = Field(default=None, foreign_key="sessions.id", ondelete="CASCADE", index=True)
    expires_at: datetime = Field(index=True)
