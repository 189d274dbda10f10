"""Invitations to an organisation: to one address, or by a link that several may use. Secrets are kept as hashes."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, reference, utc_now

_OPEN = sa.text("accepted_at is null and cancelled_at is null")


class InvitationRow(Row, table=True):
    """Whom, as what, and perhaps into which team. Open until it is accepted or cancelled; expired ones stay open."""

    __tablename__ = "invitations"
    __table_args__ = (
        one_of("role", "admin", "member"),
        one_of("team_role", "admin", "member", "viewer"),
        sa.CheckConstraint("(team_id is null) = (team_role is null)", name="team_with_role"),
        length("email", 254),
        sa.Index("ix_invitations_organization_id", "organization_id", "id"),
        reference("team_id"),
        sa.Index(
            "uq_invitations_open",
            "organization_id",
            sa.text("lower(email)"),
            sa.text("coalesce(team_id, organization_id)"),
            unique=True,
            postgresql_where=_OPEN,
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    email: str = Field(sa_type=sa.Text)
    role: str = Field(default="member", sa_type=sa.Text)
    team_id: UUID | None = Field(default=None, foreign_key="teams.id", ondelete="CASCADE")
    team_role: str | None = Field(default=None, sa_type=sa.Text)
    token_hash: bytes = Field(sa_type=sa.LargeBinary, unique=True)
    invited_by_id: UUID = Field(foreign_key="people.id")
    sends: int = 1
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)
    sent_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    accepted_at: datetime | None = None
    accepted_by_id: UUID | None = Field(default=None, foreign_key="people.id")
    cancelled_at: datetime | None = None


class JoinLinkRow(Row, table=True):
    """A link by which so many people may become members."""

    __tablename__ = "join_links"
    __table_args__ = (
        sa.CheckConstraint("uses between 0 and most_uses", name="uses"),
        sa.CheckConstraint("most_uses between 1 and 1000", name="most_uses"),
        sa.Index("ix_join_links_organization_id", "organization_id", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organization_id: UUID = Field(foreign_key="organizations.id", ondelete="CASCADE")
    token_hash: bytes = Field(sa_type=sa.LargeBinary, unique=True)
    most_uses: int
    uses: int = 0
    created_by_id: UUID = Field(foreign_key="people.id")
    created_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    revoked_at: datetime | None = None
