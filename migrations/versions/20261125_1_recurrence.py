"""tasks: recurrence, and which task repeats which"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_1_recurrence"
down_revision = "20261125_1_sign_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tasks", sa.Column("recurrence_rule", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("recurrence_from_completion", sa.Boolean(), nullable=True))
    op.add_column("tasks", sa.Column("recurrence_zone", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("repeats_id", sa.Uuid(), nullable=True))
    op.create_check_constraint(
        op.f("ck_tasks_recurrence"),
        "tasks",
        "num_nulls(recurrence_rule, recurrence_from_completion, recurrence_zone) in (0, 3)",
    )
    op.create_check_constraint(op.f("ck_tasks_recurrence_rule_length"), "tasks", "char_length(recurrence_rule) <= 300")
    op.create_foreign_key(
        op.f("fk_tasks_repeats_id_tasks"), "tasks", "tasks", ["repeats_id"], ["id"], ondelete="SET NULL"
    )
    op.create_index(
        "ix_tasks_repeats_id",
        "tasks",
        ["repeats_id"],
        unique=False,
        postgresql_where=sa.text("repeats_id is not null"),
    )


def downgrade() -> None:
    op.drop_index("ix_tasks_repeats_id", table_name="tasks")
    op.drop_constraint(op.f("fk_tasks_repeats_id_tasks"), "tasks", type_="foreignkey")
    op.drop_constraint(op.f("ck_tasks_recurrence_rule_length"), "tasks", type_="check")
    op.drop_constraint(op.f("ck_tasks_recurrence"), "tasks", type_="check")
    op.drop_column("tasks", "repeats_id")
    op.drop_column("tasks", "recurrence_zone")
    op.drop_column("tasks", "recurrence_from_completion")
    op.drop_column("tasks", "recurrence_rule")
