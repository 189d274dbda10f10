"""What happened (activities), who was refused or let in (audit), and which requests were already answered."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, utc_now


def _principals() -> Any:
    return sa.Column(ARRAY(sa.Uuid), nullable=False)


class ActivityRow(Row, table=True):
    """The outbox: one row per event, ids only, written by `app.publish` in commit order.

    `audience` are the people and teams who could see the object; `affected` the people who may read this very row
    although they lost sight of the object by it. `task_id`, `team_id` and `owner_id` say where the object was then.
    """

    __tablename__ = "activities"
    __table_args__ = (
        sa.Index("ix_activities_owner_id", "owner_id", "id"),
        sa.Index("ix_activities_team_id", "team_id", "id"),
        sa.Index("ix_activities_task_id", "task_id", "id"),
        sa.Index("ix_activities_at", "at"),
        sa.Index(
            "ix_activities_affected", "affected", postgresql_using="gin", postgresql_where=sa.text("affected <> '{}'")
        ),
    )

    id: int | None = Field(default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=True), primary_key=True))
    at: datetime = Field(default_factory=utc_now)
    name: str = Field(sa_type=sa.Text)
    kind: str = Field(sa_type=sa.Text)
    object_id: UUID
    actor_id: UUID | None = None
    task_id: UUID | None = None
    team_id: UUID | None = None
    owner_id: UUID | None = None
    version: int = 1
    detail: str = Field(default="", sa_type=sa.Text)
    audience: list[UUID] = Field(sa_column=_principals())
    affected: list[UUID] = Field(sa_column=_principals())


class AuditRow(Row, table=True):
    """One entry. The database chains it when its transaction commits: `seq`, `organization_id` (whose admins may read
    it), `previous` (the hash of the entry before) and `hash` are written then, and nothing ever again."""

    __tablename__ = "audit_log"
    __table_args__ = (
        sa.Index("ix_audit_log_at", "at"),
        sa.Index("ix_audit_log_actor_id", "actor_id", "at"),
        sa.Index("ix_audit_log_organization_id", "organization_id", "seq"),
        sa.Index(
            "ix_audit_log_concerned_organization_id",
            "concerned_organization_id",
            "seq",
            postgresql_where=sa.text("concerned_organization_id is not null"),
        ),
        sa.Index("uq_audit_log_seq", "seq", unique=True),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(default_factory=utc_now)
    actor_id: UUID | None = None
    action: str = Field(sa_type=sa.Text)
    object_kind: str = Field(default="", sa_type=sa.Text)
    object_id: UUID | None = None
    address: str = Field(default="", sa_type=sa.Text)
    details: dict[str, Any] = Field(default_factory=dict, sa_column=sa.Column(JSONB, nullable=False))
    organization_id: UUID | None = None  # of who acted, else of what it is about
    concerned_organization_id: UUID | None = None  # of what it is about, when that is another one
    seq: int | None = Field(default=None, sa_type=sa.BigInteger)
    previous: bytes | None = Field(default=None, sa_type=sa.LargeBinary)
    hash: bytes | None = Field(default=None, sa_type=sa.LargeBinary)


class IdempotencyKeyRow(Row, table=True):
    """Claimed in the transaction of the effect; the answer follows. `status` 0: done, but the answer was lost."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (sa.Index("ix_idempotency_keys_created_at", "created_at"),)

    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    key: str = Field(primary_key=True, sa_type=sa.Text)
    request_hash: bytes = Field(sa_type=sa.LargeBinary)
    status: int = 0
    response: bytes = Field(default=b"", sa_type=sa.LargeBinary)
    created_at: datetime = Field(default_factory=utc_now)


class OpenKeyRow(Row, table=True):
    """The same for requests of nobody: `scope` stands for the key, the call, and for whom or what it is about."""

    __tablename__ = "open_keys"
    __table_args__ = (sa.Index("ix_open_keys_created_at", "created_at"),)

    scope: bytes = Field(primary_key=True, sa_type=sa.LargeBinary)
    request_hash: bytes = Field(sa_type=sa.LargeBinary)
    status: int = 0
    response: bytes = Field(default=b"", sa_type=sa.LargeBinary)
    created_at: datetime = Field(default_factory=utc_now)
