"""indexes for references to what is deleted"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_references"
down_revision = "20261125_search"
branch_labels = None
depends_on = None

# every row that goes asks these tables for what refers to it
_REFERENCES = {
    "data_exports": ["file_id"],
    "invitations": ["team_id"],
    "notifications": ["comment_id", "team_id"],
    "proposals": ["message_id"],
    "task_imports": ["team_id"],
}
_ALWAYS_GIVEN = {"message_id"}


def upgrade() -> None:
    for table, columns in _REFERENCES.items():
        for column in columns:
            where = None if column in _ALWAYS_GIVEN else sa.text(f"{column} is not null")
            op.create_index(f"ix_{table}_{column}", table, [column], unique=False, postgresql_where=where)


def downgrade() -> None:
    for table, columns in _REFERENCES.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table_name=table)
