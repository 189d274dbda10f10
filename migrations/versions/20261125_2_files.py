"""files: stored files, pictures and logos, details of organisations, exports of own data"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_2_files"
down_revision = "20261125_1_audit_chain"
branch_labels = None
depends_on = None

_DETAILS = {"industry": 120, "website": 500, "city": 120}


def upgrade() -> None:
    for column, most in _DETAILS.items():
        op.add_column("organizations", sa.Column(column, sa.Text(), nullable=False, server_default=""))
        op.alter_column("organizations", column, server_default=None)
        op.create_check_constraint(
            op.f(f"ck_organizations_{column}_length"), "organizations", f"char_length({column}) <= {most}"
        )
    op.add_column("organizations", sa.Column("logo_id", sa.Uuid(), nullable=True))
    op.add_column("people", sa.Column("picture_id", sa.Uuid(), nullable=True))
    op.create_table(
        "files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("uploader_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("small_size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("char_length(purpose) <= 40", name=op.f("ck_files_purpose_length")),
        sa.CheckConstraint("char_length(name) <= 255", name=op.f("ck_files_name_length")),
        sa.CheckConstraint("char_length(media_type) <= 127", name=op.f("ck_files_media_type_length")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_files_size")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_files_organization_id_organizations")
        ),
        sa.ForeignKeyConstraint(["uploader_id"], ["people.id"], name=op.f("fk_files_uploader_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    op.create_index(
        "ix_files_organization_id", "files", ["organization_id"], unique=False,
        postgresql_include=["size", "small_size"],
    )  # fmt: skip
    op.create_index("ix_files_subject_id", "files", ["subject_id", "purpose"], unique=False)
    op.create_index("ix_files_uploader_id", "files", ["uploader_id"], unique=False)
    op.create_index(
        "ix_files_deleted_at", "files", ["deleted_at"], unique=False,
        postgresql_where=sa.text("deleted_at is not null"),
    )  # fmt: skip
    op.create_table(
        "data_exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status in ('waiting', 'making', 'ready', 'failed')", name=op.f("ck_data_exports_status")),
        sa.CheckConstraint("progress between 0 and 100", name=op.f("ck_data_exports_progress")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_data_exports_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_data_exports_file_id_files"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_exports")),
    )
    op.create_index("ix_data_exports_person_id", "data_exports", ["person_id", "asked_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_data_exports_person_id", table_name="data_exports")
    op.drop_table("data_exports")
    for index in ("ix_files_deleted_at", "ix_files_uploader_id", "ix_files_subject_id", "ix_files_organization_id"):
        op.drop_index(index, table_name="files")
    op.drop_table("files")
    op.drop_column("people", "picture_id")
    op.drop_column("organizations", "logo_id")
    for column in _DETAILS:
        op.drop_constraint(op.f(f"ck_organizations_{column}_length"), "organizations", type_="check")
        op.drop_column("organizations", column)
