"""activity feed: find what affected somebody although the object is out of their sight"""

import sqlalchemy as sa
from alembic import op

revision = "20261120_3"
down_revision = "20261120_2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_activities_affected",
        "activities",
        ["affected"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("affected <> '{}'"),
    )


def downgrade() -> None:
    op.drop_index("ix_activities_affected", table_name="activities", postgresql_using="gin",
                  postgresql_where=sa.text("affected <> '{}'"))  # fmt: skip
