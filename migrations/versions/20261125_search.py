"""search: words of tasks, comments and people by their homes; where what a comment is about is at home"""

import sqlalchemy as sa
from alembic import op

from persistence.words import FUNCTION

revision = "20261125_search"
down_revision = "20261125_9_exchange"
branch_labels = None
depends_on = None

_HOME = "coalesce(team_id, owner_id)"
_INDEXES = {
    "ix_tasks_title_words": ("tasks", f"search_words({_HOME}, title)"),
    "ix_tasks_words": ("tasks", f"search_words({_HOME}, (title || ' ') || description)"),
    "ix_comments_words": ("comments", "search_words(home_id, content)"),
    "ix_people_words": (
        "people",
        "search_words(organization_id, (name || ' ') || split_part(email, '@', 1))",
    ),
}


def upgrade() -> None:
    op.execute(FUNCTION)
    op.add_column("comments", sa.Column("home_id", sa.Uuid(), nullable=True))
    op.execute(
        "update comments c set home_id = (select coalesce(team_id, owner_id) from tasks t where t.id = c.task_id)"
    )
    op.alter_column("comments", "home_id", nullable=False)
    for name, (table, words) in _INDEXES.items():
        op.create_index(name, table, [sa.text(words)], postgresql_using="gin", postgresql_with={"fastupdate": "off"})


def downgrade() -> None:
    for name, (table, _) in _INDEXES.items():
        op.drop_index(name, table_name=table)
    op.drop_column("comments", "home_id")
    op.execute("drop function search_words(uuid, text)")
