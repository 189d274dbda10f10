"""What is known of stored files; their bytes are in persistence/blobs.py. And exports of a person's own data."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, reference, utc_now


class FileRow(Row, table=True):
    """One stored file. Its `purpose` and what it hangs on (`subject_id`) decide who may see it."""

    __tablename__ = "files"
    __table_args__ = (
        length("purpose", 40),
        length("name", 255),
        length("media_type", 127),
        sa.CheckConstraint("size >= 0", name="size"),
        sa.Index("ix_files_organization_id", "organization_id", postgresql_include=["size", "small_size"]),
        sa.Index("ix_files_subject_id", "subject_id", "purpose"),
        sa.Index("ix_files_uploader_id", "uploader_id"),
        sa.Index("ix_files_deleted_at", "deleted_at", postgresql_where=sa.text("deleted_at is not null")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organization_id: UUID = Field(foreign_key="organizations.id")
    uploader_id: UUID = Field(foreign_key="people.id")
    purpose: str = Field(default="file", sa_type=sa.Text)
    subject_id: UUID | None = None
    name: str = Field(sa_type=sa.Text)  # as it was called where it comes from; never a path
    media_type: str = Field(sa_type=sa.Text)  # from its content
    size: int = Field(sa_type=sa.BigInteger)  # bytes
    small_size: int = 0  # of the small picture of it
    sha256: bytes = Field(sa_type=sa.LargeBinary)
    width: int | None = None  # of pictures that we made anew; only those are ever shown
    height: int | None = None
    created_at: datetime = Field(default_factory=utc_now)
    deleted_at: datetime | None = None


class DataExportRow(Row, table=True):
    """One person's own data being put together, or ready to be fetched until it expires."""

    __tablename__ = "data_exports"
    __table_args__ = (
        one_of("status", "waiting", "making", "ready", "failed"),
        sa.CheckConstraint("progress between 0 and 100", name="progress"),
        sa.Index("ix_data_exports_person_id", "person_id", "asked_at"),
        reference("file_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    status: str = Field(default="waiting", sa_type=sa.Text)
    progress: int = 0  # percent
    file_id: UUID | None = Field(default=None, foreign_key="files.id", ondelete="SET NULL")
    asked_at: datetime = Field(default_factory=utc_now)
    ready_at: datetime | None = None
    expires_at: datetime | None = None
