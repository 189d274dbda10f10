"""saved views go to the trash and come back, with whose favourites they are"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_views_trash"
down_revision = "20261130_references"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("saved_views", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.execute("delete from saved_views where deleted_at is not null")
    op.drop_column("saved_views", "deleted_at")
