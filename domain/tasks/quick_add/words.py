"""What quick add says of a line, in the language of whoever writes it."""

from collections.abc import Mapping

_SENTENCES: dict[str, Mapping[str, str]] = {
    "en": {
        "at": "at {time}",
        "after": ", from completion",
        "urgent": "urgent priority",
        "high": "high priority",
        "medium": "medium priority",
        "low": "low priority",
        "none": "no priority",
        "several_people": "More than one person is called “{name}”; write the whole name.",
        "nobody": "Nobody you work with is called “{name}”.",
        "several_teams": "More than one team is called “{name}”; write its key.",
        "no_team": "You are in no team called “{name}”.",
        "too_long": "The title must have at most 500 characters.",
        "and": " and ",
        "not_in_team": "{names} is not in {team}: name a team of yours and theirs, like +{example}.",
        "unseen": "{names} does not see your own tasks: name a team of yours and theirs, like +{example}.",
        "line": "Line {number}: {sentence}",
        "nothing": "Write what has to be done.",
        "too_many": "These are {number} tasks; at most {most} can be added at once.",
    },
    "de": {
        "at": "um {time}",
        "after": ", ab Erledigung",
        "urgent": "dringend",
        "high": "hohe Priorität",
        "medium": "mittlere Priorität",
        "low": "niedrige Priorität",
        "none": "keine Priorität",
        "several_people": "Mehr als eine Person heißt „{name}“; schreib den ganzen Namen.",
        "nobody": "Niemand, mit dem du arbeitest, heißt „{name}“.",
        "several_teams": "Mehr als ein Team heißt „{name}“; schreib sein Kürzel.",
        "no_team": "Du bist in keinem Team namens „{name}“.",
        "too_long": "Der Titel darf höchstens 500 Zeichen haben.",
        "and": " und ",
        "not_in_team": "{names} gehört nicht zu {team}: Nenne ein gemeinsames Team, etwa +{example}.",
        "unseen": "{names} sieht deine eigenen Aufgaben nicht: Nenne ein gemeinsames Team, etwa +{example}.",
        "line": "Zeile {number}: {sentence}",
        "nothing": "Schreib, was zu tun ist.",
        "too_many": "Das sind {number} Aufgaben; höchstens {most} lassen sich auf einmal anlegen.",
    },
}


def say(language: str, name: str, /, **values: object) -> str:
    """A sentence by its name, with what belongs into it."""
    return _SENTENCES[language][name].format(**values)
