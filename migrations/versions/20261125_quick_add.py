"""people: which signs they write in quick add"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_quick_add"
down_revision = "20261125_views"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("quick_add_syntax", sa.Text(), server_default="atrium", nullable=False))
    op.alter_column("people", "quick_add_syntax", server_default=None)
    op.create_check_constraint(
        op.f("ck_people_quick_add_syntax"), "people", "quick_add_syntax in ('atrium', 'todoist')"
    )


def downgrade() -> None:
    op.drop_column("people", "quick_add_syntax")
