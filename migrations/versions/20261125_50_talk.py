"""comments, watchers, reminders, notifications"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261125_50_talk"
down_revision = "20261125_2_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notification_cursor",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_notification_cursor_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_cursor")),
    )
    op.create_table(
        "notification_preferences",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("choices", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column("digest_at", sa.Time(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_notification_preferences_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notification_preferences")),
    )
    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("mentioned_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("char_length(content) between 1 and 10000", name=op.f("ck_comments_content")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_comments_author_id_people")),
        sa.ForeignKeyConstraint(["deleted_by_id"], ["people.id"], name=op.f("fk_comments_deleted_by_id_people")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_comments_task_id_tasks"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    op.create_index(
        "ix_comments_deleted",
        "comments",
        ["deleted_at"],
        unique=False,
        postgresql_where=sa.text("deleted_at is not null"),
    )
    op.create_index("ix_comments_task_id", "comments", ["task_id", "created_at", "id"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes_before", sa.Integer(), nullable=True),
        sa.Column("sent_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes_before between 0 and 525600", name=op.f("ck_reminders_minutes_before")),
        sa.CheckConstraint("num_nonnulls(at, minutes_before) = 1", name=op.f("ck_reminders_one_moment")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reminders_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_reminders_task_id_tasks"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index(
        "ix_reminders_at",
        "reminders",
        ["at"],
        unique=False,
        postgresql_where=sa.text("at is not null and sent_for is null"),
    )
    op.create_index("ix_reminders_person_id", "reminders", ["person_id"], unique=False)
    op.create_index("ix_reminders_task_id", "reminders", ["task_id", "person_id"], unique=False)
    op.create_table(
        "task_watchers",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("is_watching", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_task_watchers_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_task_watchers_task_id_tasks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("task_id", "person_id", name=op.f("pk_task_watchers")),
    )
    op.create_index("ix_task_watchers_person_id", "task_watchers", ["person_id"], unique=False)
    op.create_table(
        "comment_edits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_comment_edits_comment_id_comments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_edits")),
    )
    op.create_index("ix_comment_edits_comment_id", "comment_edits", ["comment_id", "at"], unique=False)
    op.create_table(
        "comment_reactions",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reaction in ('thumbs_up', 'thumbs_down', 'heart', 'party', 'laugh', 'rocket', 'eyes', 'thinking')",
            name=op.f("ck_comment_reactions_reaction"),
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_comment_reactions_comment_id_comments"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_comment_reactions_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("comment_id", "person_id", "reaction", name=op.f("pk_comment_reactions")),
    )
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_app", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("mail_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("mail in ('never', 'at_once', 'daily')", name=op.f("ck_notifications_mail")),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_notifications_actor_id_people")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_notifications_comment_id_comments"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_notifications_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_notifications_task_id_tasks"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_notifications_team_id_teams"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint("person_id", "source", name=op.f("uq_notifications_person_id_source")),
    )
    op.create_index(
        "ix_notifications_mail_at",
        "notifications",
        ["mail_at"],
        unique=False,
        postgresql_where=sa.text("mailed_at is null and mail <> 'never'"),
    )
    op.create_index("ix_notifications_person_id", "notifications", ["person_id", "at", "id"], unique=False)
    op.create_index("ix_notifications_task_id", "notifications", ["task_id"], unique=False)
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("read_at is null and in_app"),
    )
    # what happened before is not told afterwards
    op.execute("insert into notification_cursor select 1, coalesce(max(id), 0) from activities")


def downgrade() -> None:

    op.drop_index(
        "ix_notifications_unread", table_name="notifications", postgresql_where=sa.text("read_at is null and in_app")
    )
    op.drop_index("ix_notifications_task_id", table_name="notifications")
    op.drop_index("ix_notifications_person_id", table_name="notifications")
    op.drop_index(
        "ix_notifications_mail_at",
        table_name="notifications",
        postgresql_where=sa.text("mailed_at is null and mail <> 'never'"),
    )
    op.drop_table("notifications")
    op.drop_table("comment_reactions")
    op.drop_index("ix_comment_edits_comment_id", table_name="comment_edits")
    op.drop_table("comment_edits")
    op.drop_index("ix_task_watchers_person_id", table_name="task_watchers")
    op.drop_table("task_watchers")
    op.drop_index("ix_reminders_task_id", table_name="reminders")
    op.drop_index("ix_reminders_person_id", table_name="reminders")
    op.drop_index(
        "ix_reminders_at", table_name="reminders", postgresql_where=sa.text("at is not null and sent_for is null")
    )
    op.drop_table("reminders")
    op.drop_index("ix_comments_task_id", table_name="comments")
    op.drop_index("ix_comments_deleted", table_name="comments", postgresql_where=sa.text("deleted_at is not null"))
    op.drop_table("comments")
    op.drop_table("notification_preferences")
    op.drop_table("notification_cursor")
