"""storage of an organisation's own, whom an audit entry concerns, keys of requests by nobody"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_organizations"
down_revision = "20261130_views_trash"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organizations", sa.Column("storage_quota", sa.BigInteger(), nullable=True))
    op.create_check_constraint(op.f("ck_organizations_storage_quota"), "organizations", "storage_quota >= 0")
    op.add_column("audit_log", sa.Column("concerned_organization_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_audit_log_concerned_organization_id",
        "audit_log",
        ["concerned_organization_id", "seq"],
        unique=False,
        postgresql_where=sa.text("concerned_organization_id is not null"),
    )
    op.create_table(
        "open_keys",
        sa.Column("scope", sa.LargeBinary(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("response", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_open_keys")),
    )
    op.create_index("ix_open_keys_created_at", "open_keys", ["created_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_open_keys_created_at", table_name="open_keys")
    op.drop_table("open_keys")
    op.drop_index("ix_audit_log_concerned_organization_id", table_name="audit_log")
    op.drop_column("audit_log", "concerned_organization_id")
    op.drop_constraint(op.f("ck_organizations_storage_quota"), "organizations")
    op.drop_column("organizations", "storage_quota")
