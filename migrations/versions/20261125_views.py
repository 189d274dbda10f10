"""saved views, favourites"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261125_views"
down_revision = "20261125_50_talk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("creator_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("grouping", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("options", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("num_nonnulls(owner_id, team_id) = 1", name=op.f("ck_saved_views_one_home")),
        sa.CheckConstraint("layout in ('list', 'board', 'table', 'calendar')", name=op.f("ck_saved_views_layout")),
        sa.CheckConstraint("char_length(name) <= 120", name=op.f("ck_saved_views_name_length")),
        sa.CheckConstraint("char_length(filter) <= 2000", name=op.f("ck_saved_views_filter_length")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_saved_views_owner_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_saved_views_team_id_teams"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["creator_id"], ["people.id"], name=op.f("fk_saved_views_creator_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    op.create_index("ix_saved_views_owner_id", "saved_views", ["owner_id", "position"], unique=False)
    op.create_index("ix_saved_views_team_id", "saved_views", ["team_id", "position"], unique=False)
    op.create_table(
        "view_favourites",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("view_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_view_favourites_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["view_id"], ["saved_views.id"], name=op.f("fk_view_favourites_view_id_saved_views"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "view_id", name=op.f("pk_view_favourites")),
    )
    op.create_index(op.f("ix_view_favourites_view_id"), "view_favourites", ["view_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_view_favourites_view_id"), table_name="view_favourites")
    op.drop_table("view_favourites")
    op.drop_index("ix_saved_views_team_id", table_name="saved_views")
    op.drop_index("ix_saved_views_owner_id", table_name="saved_views")
    op.drop_table("saved_views")
