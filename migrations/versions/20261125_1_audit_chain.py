"""audit: entries are chained by hashes

The same arithmetic stands in persistence/policies/records.py (for new entries) and domain/audit/chain.py (to verify).
"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_1_audit_chain"
down_revision = "20261125_people"
branch_labels = None
depends_on = None

_CHAIN_WHAT_IS_THERE = """
do $$ declare entry record; last_hash bytea := ''; number bigint := 0; begin
  for entry in select id from audit_log order by at, id loop
    number := number + 1;
    update audit_log a set seq = number, previous = last_hash, organization_id = (
      select p.organization_id from people p
      where p.id = coalesce(a.actor_id, case when a.object_kind = 'person' then a.object_id end)) where a.id = entry.id;
    update audit_log a set hash = sha256(a.previous || convert_to(concat(
      a.seq, chr(31), to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), chr(31), a.actor_id, chr(31),
      a.organization_id, chr(31), a.action, chr(31), a.object_kind, chr(31), a.object_id, chr(31), a.address, chr(31),
      a.details), 'UTF8')) where a.id = entry.id returning a.hash into last_hash;
  end loop;
end $$
"""


def upgrade() -> None:
    op.add_column("audit_log", sa.Column("organization_id", sa.Uuid(), nullable=True))
    op.add_column("audit_log", sa.Column("seq", sa.BigInteger(), nullable=True))
    op.add_column("audit_log", sa.Column("previous", sa.LargeBinary(), nullable=True))
    op.add_column("audit_log", sa.Column("hash", sa.LargeBinary(), nullable=True))
    op.create_index("ix_audit_log_organization_id", "audit_log", ["organization_id", "seq"], unique=False)
    op.create_index("uq_audit_log_seq", "audit_log", ["seq"], unique=True)
    op.execute(_CHAIN_WHAT_IS_THERE)


def downgrade() -> None:
    op.drop_index("uq_audit_log_seq", table_name="audit_log")
    op.drop_index("ix_audit_log_organization_id", table_name="audit_log")
    for column in ("hash", "previous", "seq", "organization_id"):
        op.drop_column("audit_log", column)
