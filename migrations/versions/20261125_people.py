"""people: invitations, join links, leaving"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261125_people"
down_revision = "20261125_1_recurrence"
branch_labels = None
depends_on = None

_OPEN = sa.text("accepted_at is null and cancelled_at is null")


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _refers(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)


def upgrade() -> None:
    op.add_column("people", _at("deletion_due_at", nullable=True))
    op.add_column("people", _at("erased_at", nullable=True))
    op.add_column("people", sa.Column("left_behind", postgresql.JSONB(), nullable=True))
    op.create_table(
        "invitations",
        _id("id"),
        _id("organization_id"),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        _id("team_id", nullable=True),
        sa.Column("team_role", sa.Text(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        _id("invited_by_id"),
        sa.Column("sends", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _at("created_at"),
        _at("sent_at"),
        _at("expires_at"),
        _at("accepted_at", nullable=True),
        _id("accepted_by_id", nullable=True),
        _at("cancelled_at", nullable=True),
        sa.CheckConstraint("role in ('admin', 'member')", name=op.f("ck_invitations_role")),
        sa.CheckConstraint("team_role in ('admin', 'member', 'viewer')", name=op.f("ck_invitations_team_role")),
        sa.CheckConstraint("(team_id is null) = (team_role is null)", name=op.f("ck_invitations_team_with_role")),
        sa.CheckConstraint("char_length(email) <= 254", name=op.f("ck_invitations_email_length")),
        _refers("invitations", "organization_id", "organizations", "CASCADE"),
        _refers("invitations", "team_id", "teams", "CASCADE"),
        _refers("invitations", "invited_by_id", "people"),
        _refers("invitations", "accepted_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_index("ix_invitations_organization_id", "invitations", ["organization_id", "id"])
    op.create_index(
        "uq_invitations_open",
        "invitations",
        ["organization_id", sa.text("lower(email)"), sa.text("coalesce(team_id, organization_id)")],
        unique=True,
        postgresql_where=_OPEN,
    )
    op.create_table(
        "join_links",
        _id("id"),
        _id("organization_id"),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("most_uses", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        _id("created_by_id"),
        _at("created_at"),
        _at("expires_at"),
        _at("revoked_at", nullable=True),
        sa.CheckConstraint("uses between 0 and most_uses", name=op.f("ck_join_links_uses")),
        sa.CheckConstraint("most_uses between 1 and 1000", name=op.f("ck_join_links_most_uses")),
        _refers("join_links", "organization_id", "organizations", "CASCADE"),
        _refers("join_links", "created_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_join_links_token_hash")),
    )
    op.create_index("ix_join_links_organization_id", "join_links", ["organization_id", "id"])


def downgrade() -> None:
    op.drop_table("join_links")
    op.drop_table("invitations")
    op.drop_column("people", "left_behind")
    op.drop_column("people", "erased_at")
    op.drop_column("people", "deletion_due_at")
