"""limits of a board's columns"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_column_limits"
down_revision = "20261125_2_personal_tokens"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "column_limits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("grouping", sa.Text(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("num_nonnulls(owner_id, team_id) = 1", name=op.f("ck_column_limits_one_home")),
        sa.CheckConstraint("most between 1 and 999", name=op.f("ck_column_limits_most")),
        sa.CheckConstraint("char_length(column_key) <= 50", name=op.f("ck_column_limits_column_key_length")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_column_limits_owner_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_column_limits_team_id_teams"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["people.id"], name=op.f("fk_column_limits_set_by_id_people"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_limits")),
        sa.UniqueConstraint(
            "owner_id", "grouping", "column_key", name=op.f("uq_column_limits_owner_id_grouping_column_key")
        ),
        sa.UniqueConstraint(
            "team_id", "grouping", "column_key", name=op.f("uq_column_limits_team_id_grouping_column_key")
        ),
    )


def downgrade() -> None:
    op.drop_table("column_limits")
