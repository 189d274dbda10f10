"""Boards of Trello, as it exports them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.errors import Invalid
from domain.exchange.moments import moment
from domain.exchange.reading import Found, Problem, Reading
from domain.exchange.reading_csv import STATUSES
from domain.exchange.record import Record

_FARTHEST = 1e15  # places beyond are of no board


def read(text: str, by: Reading) -> Found:
    """The cards of a board: lists become labels, or a status when they are called so; checklists part of the text."""
    try:
        board = json.loads(text)
    except (ValueError, RecursionError):
        board = None
    if not isinstance(board, dict) or not isinstance(board.get("cards"), list):
        raise Invalid("This is not a board that Trello exported as JSON.", field="file")
    around, found = _Board.of(board), Found()
    cards = sorted(enumerate(board["cards"], 1), key=lambda numbered: _position(numbered[1]))
    for number, card in cards:
        if isinstance(card, dict):
            found.records.append(_record(card, number, around, by, found.problems))
        else:
            found.problems.append(Problem(number, "", "This is not a card.", is_left_out=True))
    return found


@dataclass(frozen=True, slots=True)
class _Board:
    lists: dict[str, str]
    people: dict[str, str]
    checklists: dict[str, list[Any]]

    @classmethod
    def of(cls, board: Mapping[str, Any]) -> "_Board":
        checklists: dict[str, list[Any]] = {}
        for checklist in _things(board.get("checklists")):
            checklists.setdefault(str(checklist.get("idCard")), []).append(checklist)
        return cls(_named(board, "lists", "name"), _named(board, "members", "fullName"), checklists)


def _record(card: Mapping[str, Any], number: int, board: _Board, by: Reading, problems: list[Problem]) -> Record:
    in_list = board.lists.get(str(card.get("idList")), "")
    status = STATUSES.get(in_list.strip().lower(), "pending")
    if card.get("dueComplete") is True:
        status = "completed"
    if card.get("closed") is True:
        status = "archived"
    labels = [str(one.get("name") or one.get("color") or "") for one in _things(card.get("labels"))]
    labels += [in_list] if in_list.strip().lower() not in STATUSES else []
    texts = [str(card.get("desc") or ""), *map(_checklist, board.checklists.get(str(card.get("id")), []))]
    return Record(
        ref=str(card.get("shortLink") or card.get("id") or number), title=str(card.get("name") or ""),
        description="\n\n".join(text for text in texts if text.strip()), status=status,
        due=_instant(card, "due", number, by, problems), start=_start(card, number, by, problems),
        labels=tuple(label for label in labels if label), line=number,
        assignees=tuple(board.people[str(who)] for who in _list(card.get("idMembers")) if str(who) in board.people),
    )  # fmt: skip


def _checklist(checklist: Mapping[str, Any]) -> str:
    items = sorted(_things(checklist.get("checkItems")), key=_position)
    lines = [f"- [{'x' if one.get('state') == 'complete' else ' '}] {one.get('name') or ''}" for one in items]
    return "\n".join([f"**{checklist.get('name') or 'Checklist'}**", *lines])


def _instant(card: Mapping[str, Any], name: str, number: int, by: Reading, problems: list[Problem]) -> Any:
    if not card.get(name):
        return None
    try:
        return moment(str(card[name]), now=by.now, zone=by.zone)
    except ValueError as error:
        problems.append(Problem(number, name, f"{error}."))
        return None


def _start(card: Mapping[str, Any], number: int, by: Reading, problems: list[Problem]) -> Any:
    found = _instant(card, "start", number, by, problems)
    return found.astimezone(by.zone).date() if isinstance(found, datetime) else found


def _named(board: Mapping[str, Any], kind: str, name: str) -> dict[str, str]:
    return {str(one.get("id")): str(one.get(name) or "") for one in _things(board.get(kind))}


def _things(value: Any) -> Iterable[Any]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _position(thing: Any) -> float:
    at = thing.get("pos") if isinstance(thing, dict) else 0
    return float(at) if isinstance(at, (int, float)) and abs(at) < _FARTHEST else 0.0
