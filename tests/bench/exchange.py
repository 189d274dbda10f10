"""Files of tasks: 20,000 rows taken in by the job in the background, against a bare insert; 10,000 tasks as files."""

import time
from typing import Any

import httpx
import psycopg
from psycopg import sql

from persistence.database import connection_string
from tests.bench.figures import Figure
from tests.bench.house import House, signed_up

_ROWS, _PATIENCE = 20_000, 300.0
_EXPORTED = {"csv": 10_000, "xlsx": 10_000, "json": 10_000, "pdf": 3_000}  # no more fit into a PDF


def measure(house: House) -> list[Figure]:
    """Taking in comes first: what it made is then inserted bare, and exported."""
    with (
        house.empty_database("exchange") as url,
        house.server(url) as server,
        httpx.Client(base_url=f"{server.url}/api/v1", timeout=120) as http,
    ):
        http.headers.update(signed_up(server.url))
        taken = _take_in(http)
        bare = _insert(url)
        files = [_export(http, kind, number) for kind, number in _EXPORTED.items()]
    return [Figure("rows taken in from a table", _ROWS / taken, "rows/s", _ROWS / bare), *files]


def _take_in(http: httpx.Client) -> float:
    """Seconds from sending the file until its last row is a task."""
    rows = "".join(
        f"Task number {n},Some words about it,2026-12-{n % 28 + 1:02},high,office;{_labels(n)}\n" for n in range(_ROWS)
    )
    began = time.perf_counter()
    started = http.post("/tasks/import?format=csv", content=f"title,description,due,priority,labels\n{rows}")
    place = f"/tasks/imports/{started.raise_for_status().json()['id']}"
    while (found := http.get(place).raise_for_status().json())["status"] != "done":
        if time.perf_counter() - began > _PATIENCE:
            raise RuntimeError(f"It is still {found['status']} at {found['done']}.")
        time.sleep(0.05)
    return time.perf_counter() - began


def _labels(n: int) -> str:
    return f"{'first-10000' if n < 10_000 else 'others'};{'first-3000' if n < 3_000 else 'others'}"


def _insert(url: str) -> float:
    """Seconds for the same rows in one transaction, into a table with the same columns and indexes."""
    with psycopg.connect(connection_string(url)) as connection:
        connection.execute("create table bare_tasks (like tasks including all)")
        columns = [row[0] for row in connection.execute(
            """select column_name from information_schema.columns
            where table_schema = current_schema() and table_name = 'tasks' and is_generated = 'NEVER'""")]  # fmt: skip
        named = [sql.Identifier(column) for column in columns]
        asked = sql.SQL("select {} from tasks limit {}").format(
            sql.SQL(", ").join(sql.SQL("{}::text").format(one) for one in named), _ROWS
        )
        rows: list[Any] = connection.execute(asked).fetchall()
        insert = sql.SQL("insert into bare_tasks ({}) values ({})").format(
            sql.SQL(", ").join(named), sql.SQL(", ").join([sql.Placeholder()] * len(named))
        )
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.executemany(insert, rows)
        connection.commit()
        return time.perf_counter() - began


def _export(http: httpx.Client, kind: str, number: int) -> Figure:
    began = time.perf_counter()
    http.get(f"/tasks/export?format={kind}&label=first-{number}").raise_for_status()
    return Figure(f"{number:,} tasks as {kind.upper()}", time.perf_counter() - began, "s")
