"""sign-in: second factors, passkeys, providers, and when a session was last proven"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_1_sign_in"
down_revision = "20261120_4_mail"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _sessions()
    _second_steps()
    _passkeys()
    _providers()


def _sessions() -> None:
    op.add_column("sessions", sa.Column("proven_at", _MOMENT, nullable=True))
    op.execute("update sessions set proven_at = created_at")
    op.alter_column("sessions", "proven_at", nullable=False)
    op.add_column("sessions", sa.Column("must_renew", sa.Boolean(), nullable=True))
    op.execute("update sessions set must_renew = false")
    op.alter_column("sessions", "must_renew", nullable=False)
    op.add_column("sessions", sa.Column("renewed_at", _MOMENT, nullable=True))
    op.create_index("ix_sessions_person_id_all", "sessions", ["person_id"], unique=False)


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_people")
    return sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=name, ondelete="CASCADE")


def _second_steps() -> None:
    op.create_table(
        "authenticators",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("secret_sealed", sa.Text(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("confirmed_at", _MOMENT, nullable=True),
        _of_person("authenticators"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_authenticators")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        _of_person("recovery_codes"),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_index("ix_recovery_codes_person_id", "recovery_codes", ["person_id"], unique=False)
    op.create_table(
        "half_sign_ins",
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("remember", sa.Boolean(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        _of_person("half_sign_ins"),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_half_sign_ins")),
    )
    op.create_index("ix_half_sign_ins_person_id", "half_sign_ins", ["person_id"], unique=False)
    op.create_index("ix_half_sign_ins_expires_at", "half_sign_ins", ["expires_at"], unique=False)


def _passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("is_synced", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_used_at", _MOMENT, nullable=True),
        sa.CheckConstraint("char_length(name) <= 120", name=op.f("ck_passkeys_name_length")),
        _of_person("passkeys"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index("ix_passkeys_person_id", "passkeys", ["person_id"], unique=False)
    op.create_table(
        "challenges",
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.CheckConstraint(
            "purpose in ('register', 'sign_in', 'second_step', 'confirm')", name=op.f("ck_challenges_purpose")
        ),
        _of_person("challenges"),
        sa.PrimaryKeyConstraint("challenge", name=op.f("pk_challenges")),
    )
    op.create_index("ix_challenges_person_id", "challenges", ["person_id"], unique=False)
    op.create_index("ix_challenges_expires_at", "challenges", ["expires_at"], unique=False)


def _providers() -> None:
    op.create_table(
        "identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_used_at", _MOMENT, nullable=True),
        sa.CheckConstraint("char_length(subject) <= 255", name=op.f("ck_identities_subject_length")),
        sa.CheckConstraint("char_length(email) <= 254", name=op.f("ck_identities_email_length")),
        _of_person("identities"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identities_issuer_subject")),
    )
    op.create_index("ix_identities_person_id", "identities", ["person_id"], unique=False)
    op.create_table(
        "provider_visits",
        sa.Column("state_hash", sa.LargeBinary(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("code_verifier", sa.Text(), nullable=False),
        sa.Column("onward", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.CheckConstraint("purpose in ('sign_in', 'connect', 'confirm')", name=op.f("ck_provider_visits_purpose")),
        sa.CheckConstraint("char_length(onward) <= 500", name=op.f("ck_provider_visits_onward_length")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_provider_visits_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_provider_visits")),
    )
    op.create_index("ix_provider_visits_session_id", "provider_visits", ["session_id"], unique=False)
    op.create_index("ix_provider_visits_expires_at", "provider_visits", ["expires_at"], unique=False)


def downgrade() -> None:
    for table in ("provider_visits", "identities", "challenges", "passkeys", "half_sign_ins", "recovery_codes",
                  "authenticators"):  # fmt: skip
        op.drop_table(table)
    op.drop_index("ix_sessions_person_id_all", table_name="sessions")
    for column in ("renewed_at", "must_renew", "proven_at"):
        op.drop_column("sessions", column)
