"""exchange: imports and calendars"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261125_9_exchange"
down_revision = "20261125_people_2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status in ('waiting', 'running', 'done', 'failed', 'taking_back', 'taken_back')",
            name=op.f("ck_task_imports_status"),
        ),
        sa.CheckConstraint("source in ('csv', 'json', 'todoist', 'trello')", name=op.f("ck_task_imports_source")),
        sa.CheckConstraint("char_length(name) <= 200", name=op.f("ck_task_imports_name_length")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_task_imports_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_task_imports_team_id_teams"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_imports")),
    )
    op.create_index("ix_task_imports_person_id", "task_imports", ["person_id", "created_at"], unique=False)
    op.create_table(
        "task_feeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("char_length(name) <= 120", name=op.f("ck_task_feeds_name_length")),
        sa.CheckConstraint("char_length(filter) <= 2000", name=op.f("ck_task_feeds_filter_length")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_task_feeds_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_feeds")),
    )
    op.create_index("ix_task_feeds_person_id", "task_feeds", ["person_id"], unique=False)
    op.create_index("uq_task_feeds_secret_hash", "task_feeds", ["secret_hash"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_task_feeds_secret_hash", table_name="task_feeds")
    op.drop_index("ix_task_feeds_person_id", table_name="task_feeds")
    op.drop_table("task_feeds")
    op.drop_index("ix_task_imports_person_id", table_name="task_imports")
    op.drop_table("task_imports")
