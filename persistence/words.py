"""Texts as words to be found by: lower case, without accents and punctuation. Python and PostgreSQL say the same.

In an index every word carries the home of its row (a team, a person, an organisation), so that looking a word up costs
what those homes hold and not what the whole installation does.
"""

import re
import unicodedata

LONGEST = 40  # characters of a word that count
_MARKS = r"[\u0300-\u036f]+"
_APART = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u303f]+"


def words_of(text: str) -> list[str]:
    """The words of a text, each once, in order."""
    plain = re.sub(_MARKS, "", unicodedata.normalize("NFKD", text)).lower()
    return list(dict.fromkeys(word[:LONGEST] for word in re.sub(_APART, " ", plain).split(" ") if word))


def containing(text: str) -> str:
    """A pattern (LIKE) for texts that contain this one, whatever is in it."""
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


# Built-in functions only: indexes stand on it, and it has to outlive the schema of the policies.
FUNCTION = rf"""
create function search_words(home uuid, text text) returns tsvector language sql immutable parallel safe
return array_to_tsvector(array_remove(string_to_array(
  regexp_replace(regexp_replace(' ' || regexp_replace(
      lower(regexp_replace(normalize(text, NFKD), '{_MARKS}', '', 'g')), '{_APART}', ' ', 'g'),
    '([^ ]{{{LONGEST}}})[^ ]+', '\1', 'g'), ' +', ' ' || right(home::text, 12), 'g'), ' '), ''));
"""
