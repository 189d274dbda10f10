"""jobs: the queue, in a schema of its own"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "20261120_3_jobs"
down_revision = "20261120_3"
branch_labels = None
depends_on = None

_QUEUE = Path(__file__).parent.parent / "procrastinate_3.10.0.sql"
_OURS = """
-- what was done already, so that no job does it twice
create table effects (key text primary key, at timestamptz not null default now());
create index ix_effects_at on effects (at);
-- why a job failed the last time
create table last_errors (
  job_id bigint primary key references procrastinate_jobs on delete cascade,
  error text not null check (char_length(error) <= 1000), at timestamptz not null default now());

-- its functions name their tables without the schema
do $$ declare f record; begin
  for f in select oid::regprocedure as name from pg_proc where pronamespace = 'procrastinate'::regnamespace loop
    execute format('alter function %s set search_path = procrastinate, pg_catalog, pg_temp', f.name);
  end loop;
end $$;
-- a plan kept from the days when the table was small reads all of it
alter function procrastinate_fetch_job_v2 set plan_cache_mode = force_custom_plan;
"""


def upgrade() -> None:
    # the driver's own connection: the text holds many statements, and percent signs that are no parameters
    connection: Any = op.get_bind().connection.driver_connection
    connection.execute("create schema procrastinate")
    connection.execute("set local search_path = procrastinate")
    connection.execute(_QUEUE.read_text(encoding="utf-8"))
    connection.execute(_OURS)
    connection.execute("set local search_path to default")


def downgrade() -> None:
    op.execute("drop schema procrastinate cascade")
