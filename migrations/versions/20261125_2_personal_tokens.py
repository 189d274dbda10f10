"""accounts: personal tokens are sessions with a name and scopes"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261125_2_personal_tokens"
down_revision = "20261125_2_depth"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("name", sa.Text(), server_default="", nullable=False))
    op.alter_column("sessions", "name", server_default=None)
    op.add_column("sessions", sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=True))
    op.drop_constraint(op.f("ck_sessions_kind"), "sessions")
    op.create_check_constraint(op.f("ck_sessions_kind"), "sessions", "kind in ('browser', 'api', 'token')")
    op.create_check_constraint(op.f("ck_sessions_scoped"), "sessions", "(kind = 'token') = (scopes is not null)")
    op.create_check_constraint(op.f("ck_sessions_name_length"), "sessions", "char_length(name) <= 120")


def downgrade() -> None:
    op.execute("delete from sessions where kind = 'token'")
    op.drop_constraint(op.f("ck_sessions_name_length"), "sessions")
    op.drop_constraint(op.f("ck_sessions_scoped"), "sessions")
    op.drop_constraint(op.f("ck_sessions_kind"), "sessions")
    op.create_check_constraint(op.f("ck_sessions_kind"), "sessions", "kind in ('browser', 'api')")
    op.drop_column("sessions", "scopes")
    op.drop_column("sessions", "name")
