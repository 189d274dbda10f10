"""Records as files: CSV, JSON, Excel, PDF. Whatever takes long is done beside the event loop."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from domain.exchange.record import FIELDS, Record, headings, plain
from domain.exchange.tables import harmless, joined
from domain.written_dates import moment, short_day, short_moment

Format = Literal["csv", "xlsx", "json", "pdf"]
TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "pdf": "application/pdf",
}
_TEMPLATE = Path(__file__).with_name("templates") / "tasks.typ"
_WIDTHS = {
    "title": 48,
    "description": 40,
    "labels": 20,
    "assignees": 26,
    "created_at": 18,
    "completed_at": 18,
    "due": 18,
}


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself: a title, who made it and when, the zone and language of its dates, the filter."""

    title: str
    by: str
    at: datetime
    zone: ZoneInfo
    filter: str = ""
    locale: str = "en"


def write(records: Sequence[Record], format: Format, about: About) -> bytes:
    """The whole file."""
    writers: dict[Format, Callable[[Sequence[Record], About], bytes]] = {
        "csv": _csv, "json": _json, "xlsx": _xlsx, "pdf": _pdf,
    }  # fmt: skip
    return writers[format](records, about)


def _csv(records: Sequence[Record], _: About) -> bytes:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(headings())
    table.writerows([harmless(_cell(value)) for value in _values(record)] for record in records)
    return ("\ufeff" + written.getvalue()).encode()  # so that spreadsheets read it as UTF-8


def _values(record: Record) -> list[Any]:
    return [getattr(record, name) for name in FIELDS]


def _cell(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return joined(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _json(records: Sequence[Record], about: About) -> bytes:
    told = {"atrium": 1, "exported_at": about.at.isoformat(), "tasks": [plain(record) for record in records]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _xlsx(records: Sequence[Record], about: About) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - seldom needed, slow to load

    written = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True, "constant_memory": True}
    with xlsxwriter.Workbook(written, options) as book:
        sheet, bold = book.add_worksheet("Tasks"), book.add_format({"bold": True, "bottom": 1})
        day, instant = (book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
        for column, name in enumerate(headings()):
            sheet.set_column(column, column, _WIDTHS.get(name, 14))
        sheet.freeze_panes(1, 2)
        sheet.write_row(0, 0, [name.replace("_", " ").capitalize() for name in headings()], bold)
        for line, record in enumerate(records, 1):
            for column, value in enumerate(_values(record)):
                if isinstance(value, datetime):
                    local = value.astimezone(about.zone).replace(tzinfo=None)
                    sheet.write_datetime(line, column, local, instant)
                elif isinstance(value, date):
                    sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                else:
                    sheet.write_string(line, column, _cell(value)[:32_767])
        sheet.autofilter(0, 0, max(1, len(records)), len(FIELDS) - 1)
    return written.getvalue()


def _pdf(records: Sequence[Record], about: About) -> bytes:
    import typst  # noqa: PLC0415 - seldom needed, slow to load

    printed = [_printed(record, about) for record in records]
    told = {
        "title": about.title, "by": about.by, "at": moment(about.at, about.locale, about.zone.key),
        "filter": about.filter, "counts": _counts(printed), "tasks": printed,
    }  # fmt: skip
    made: bytes = typst.compile(str(_TEMPLATE), format="pdf", sys_inputs={"data": json.dumps(told)})
    return made


def _counts(printed: Sequence[dict[str, Any]]) -> str:
    """How many tasks there are, in each status, and too late."""
    number = len(printed)
    by_status = Counter(task["status"] for task in printed)
    said = [f"{number:,} {'task' if number == 1 else 'tasks'}"]
    said += [f"{count:,} {status}" for status, count in by_status.items() if len(by_status) > 1]
    late = sum(task["late"] for task in printed)
    return " · ".join([*said, f"{late:,} overdue"] if late else said)


def _printed(record: Record, about: About) -> dict[str, Any]:
    due, zone = record.due, about.zone
    is_past = due < about.at if isinstance(due, datetime) else due and due < about.at.astimezone(zone).date()
    return {
        "key": record.ref, "title": record.title, "status": record.status.replace("_", " "),
        "priority": "" if record.priority == "none" else record.priority, "due": _due(due, about),
        "late": bool(is_past) and record.status in ("pending", "in_progress"),
        "parent": f"part of {record.parent}" if record.parent else "", "repeats": "repeats" if record.repeats else "",
        "labels": ", ".join(f"#{label}" for label in record.labels), "people": ", ".join(record.assignees),
        "team": record.team, "note": record.description.strip()[:600],
    }  # fmt: skip


def _due(due: date | datetime | None, about: About) -> str:
    if isinstance(due, datetime):
        return short_moment(due, about.locale, about.zone.key)
    return short_day(due, about.locale, year=True) if due else ""
