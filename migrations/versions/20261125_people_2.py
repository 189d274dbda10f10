"""people: the address of who was removed is free again"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_people_2"
down_revision = "20261125_column_limits"
branch_labels = None
depends_on = None

_ADDRESS = [sa.text("lower(email)")]


def upgrade() -> None:
    op.drop_index("uq_people_email", table_name="people")
    op.create_index("uq_people_email", "people", _ADDRESS, unique=True, postgresql_where=sa.text("deleted_at is null"))


def downgrade() -> None:
    op.drop_index("uq_people_email", table_name="people")
    op.create_index("uq_people_email", "people", _ADDRESS, unique=True)
