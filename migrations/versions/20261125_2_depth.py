"""tasks: relations, and the keys of former homes"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_2_depth"
down_revision = "20261125_quick_add"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_relations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('blocks', 'relates_to', 'duplicates')", name=op.f("ck_task_relations_kind")),
        sa.CheckConstraint("task_id <> other_id", name=op.f("ck_task_relations_two_tasks")),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_task_relations_created_by_id_people")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["tasks.id"], name=op.f("fk_task_relations_other_id_tasks"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_task_relations_task_id_tasks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_relations")),
        sa.UniqueConstraint("task_id", "other_id", "kind", name=op.f("uq_task_relations_task_id_other_id_kind")),
    )
    op.create_index("ix_task_relations_other_id", "task_relations", ["other_id", "kind"], unique=False)
    op.create_table(
        "task_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_keys_task_id_tasks"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "task_id", name=op.f("pk_task_keys")),
    )
    op.create_index(op.f("ix_task_keys_task_id"), "task_keys", ["task_id"], unique=False)
    op.create_index("ix_tasks_key", "tasks", ["key"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_tasks_key", table_name="tasks")
    op.drop_index(op.f("ix_task_keys_task_id"), table_name="task_keys")
    op.drop_table("task_keys")
    op.drop_index("ix_task_relations_other_id", table_name="task_relations")
    op.drop_table("task_relations")
