"""Organisations, people, and what proves who somebody is."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, utc_now, words_index


class OrganizationRow(Row, table=True):
    __tablename__ = "organizations"
    __table_args__ = (
        length("name", 120),
        length("description", 40_000),
        length("industry", 120),
        length("website", 500),
        length("city", 120),
        sa.CheckConstraint("storage_quota >= 0", name="storage_quota"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(sa_type=sa.Text)
    description: str = Field(default="", sa_type=sa.Text)
    industry: str = Field(default="", sa_type=sa.Text)
    website: str = Field(default="", sa_type=sa.Text)
    city: str = Field(default="", sa_type=sa.Text)
    logo_id: UUID | None = None  # of a file; no foreign key: files refer to organisations
    storage_quota: int | None = Field(default=None, sa_type=sa.BigInteger)  # bytes; None: as for all
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
    deleted_at: datetime | None = None


class PersonRow(Row, table=True):
    __tablename__ = "people"
    __table_args__ = (
        one_of("role", "admin", "member"),
        one_of("status", "active", "deactivated"),
        one_of("theme", "auto", "light", "dark"),
        one_of("quick_add_syntax", "atrium", "todoist"),
        sa.CheckConstraint("week_start between 0 and 6", name="week_start"),
        length("name", 120),
        length("email", 254),
        # who was removed may come back under the same address, here or elsewhere
        sa.Index(
            "uq_people_email", sa.text("lower(email)"), unique=True, postgresql_where=sa.text("deleted_at is null")
        ),
        words_index("ix_people_words", "organization_id", "(name || ' ') || split_part(email, '@', 1)"),
        sa.Index("ix_people_organization_id_name", "organization_id", "name"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organization_id: UUID = Field(foreign_key="organizations.id")
    email: str = Field(sa_type=sa.Text)
    name: str = Field(sa_type=sa.Text)
    role: str = Field(default="member", sa_type=sa.Text)
    status: str = Field(default="active", sa_type=sa.Text)
    is_instance_admin: bool = False
    email_verified_at: datetime | None = None
    time_zone: str = Field(default="UTC", sa_type=sa.Text)
    locale: str = Field(default="en", sa_type=sa.Text)
    week_start: int = 0
    theme: str = Field(default="auto", sa_type=sa.Text)
    quick_add_syntax: str = Field(default="atrium", sa_type=sa.Text)
    next_task_number: int = 1
    picture_id: UUID | None = None  # of a file; no foreign key: files refer to people
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
    deleted_at: datetime | None = None
    deletion_due_at: datetime | None = None  # they asked for it, and may still change their mind
    erased_at: datetime | None = None
    left_behind: dict[str, Any] | None = Field(default=None, sa_column=sa.Column(JSONB, nullable=True))


class CredentialRow(Row, table=True):
    """Apart from people, so that reading people can never read a hash."""

    __tablename__ = "credentials"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    password_hash: str = Field(sa_type=sa.Text)
    changed_at: datetime = Field(default_factory=utc_now)


class SessionRow(Row, table=True):
    __tablename__ = "sessions"
    __table_args__ = (
        one_of("kind", "browser", "api", "token"),
        sa.CheckConstraint("(kind = 'token') = (scopes is not null)", name="scoped"),
        length("name", 120),
        sa.Index("ix_sessions_person_id", "person_id", postgresql_where=sa.text("ended_at is null")),
        sa.Index("ix_sessions_person_id_all", "person_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    secret_hash: bytes = Field(sa_type=sa.LargeBinary, unique=True)
    kind: str = Field(default="browser", sa_type=sa.Text)
    agent: str = Field(default="", sa_type=sa.Text)
    address: str = Field(default="", sa_type=sa.Text)
    remember: bool = False
    created_at: datetime = Field(default_factory=utc_now)
    last_seen_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    ended_at: datetime | None = None
    proven_at: datetime = Field(default_factory=utc_now)  # when the person last proved who they are under it
    must_renew: bool = False  # the next page goes on under another id
    renewed_at: datetime | None = None  # when another one took its place
    name: str = Field(default="", sa_type=sa.Text)  # of a personal token, as its owner calls it
    scopes: list[str] | None = Field(default=None, sa_column=sa.Column(ARRAY(sa.Text), nullable=True))


class RefreshTokenRow(Row, table=True):
    """One link of a session's chain of refresh tokens; a second use of a link ends the session."""

    __tablename__ = "refresh_tokens"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    session_id: UUID = Field(foreign_key="sessions.id", ondelete="CASCADE", index=True)
    token_hash: bytes = Field(sa_type=sa.LargeBinary, unique=True)
    created_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    used_at: datetime | None = None


class ThrottleRow(Row, table=True):
    """Failures counted in a window, per hashed account or address."""

    __tablename__ = "throttles"

    key: str = Field(primary_key=True, sa_type=sa.Text)
    failures: int = 0
    window_started_at: datetime = Field(default_factory=utc_now)
    blocked_until: datetime | None = None
