"""Reading a filter: `or` under `and` (also by standing side by side) under `not`, parentheses, conditions.

filter     = all { ("or" | "||") all }
all        = one { ["and" | "&&"] one }
one        = ("not" | "!") one | "(" filter ")" | condition
condition  = field operator value | field ["not"] "in" "(" value { "," value } ")"
           | field ":" value { "," value } | "is:" word | "has:" word | word | "quoted text"
"""

from functools import lru_cache

from domain.tasks.filtering.fields import (
    BARE,
    BEING,
    FIELDS,
    HAVING,
    OTHER_BEINGS,
    OTHER_HAVINGS,
    OTHER_NAMES,
    STATUS_WORDS,
    Field,
    Operator,
    field_named,
)
from domain.tasks.filtering.problems import FilterError, nearest, shown
from domain.tasks.filtering.syntax import Comparison, Group, Has, Is, Node, Not, Text, Value
from domain.tasks.filtering.tokens import Token, tokens_of
from domain.tasks.filtering.values import Words, missing, moment_of, value_of

LONGEST, MOST_TERMS, DEEPEST = 2000, 60, 12
_SIGNS = ("=", "!=", "<", "<=", ">", ">=", "~", "!~", ":")


@lru_cache(maxsize=1024)
def parse(text: str) -> Node | None:
    """The filter that `text` says; None when it says nothing. Raises FilterError and nothing else."""
    if len(text) > LONGEST:
        raise FilterError(f"The filter is too long: at most {LONGEST} characters.", LONGEST, len(text) - LONGEST)
    reader = _Reader(tokens_of(text))
    if reader.is_over:
        return None
    node = reader.any_of(0)
    if not reader.is_over:
        raise reader.surprised()
    return node


class _Reader(Words):
    terms = 0

    def any_of(self, depth: int) -> Node:
        parts = [self.all_of(depth)]
        while self._is_or():
            self.take()
            parts.append(self.all_of(depth))
        return parts[0] if len(parts) == 1 else Group("or", tuple(parts))

    def all_of(self, depth: int) -> Node:
        parts = [self.one(depth)]
        while True:
            if self.next.says("and") or self._sign("&&"):
                self.take()
            elif self.is_over or self._is_or() or self._sign(")", ","):
                break
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else Group("and", tuple(parts))

    def one(self, depth: int) -> Node:
        token = self.next
        if depth > DEEPEST:
            raise FilterError(f"This is nested too deeply: at most {DEEPEST} levels.", token.start, token.length)
        if token.says("not") or self._sign("!"):
            self.take()
            return Not(self.one(depth + 1))
        if self._sign("("):
            return self._in_parentheses(depth)
        return self._condition()

    def _in_parentheses(self, depth: int) -> Node:
        opened = self.take()
        node = self.any_of(depth + 1)
        if self.is_over:
            raise FilterError("This parenthesis is not closed.", opened.start, 1)
        if not self._sign(")"):
            raise self.surprised()
        self.take()
        return node

    def _condition(self) -> Node:
        token = self.next
        if token.kind not in ("word", "string") or token.says("and", "or"):
            raise self.surprised()
        self._count(token)
        following = self.after()
        if token.kind == "word" and following.kind == "sign" and following.text in _SIGNS:
            return self._compared()
        if token.kind == "word" and field_named(token.text) and self._lists_follow():
            return self._compared()
        self.take()
        if token.kind == "word" and token.text.lower() in BARE:
            return Is(token.text.lower())
        if not token.text.strip():
            raise FilterError("There is nothing between the quotation marks.", token.start, token.length)
        return Text(token.text)

    def _lists_follow(self) -> bool:
        first, second, third = self.after(), self.after(2), self.after(3)
        is_list = first.says("in") and second.kind == "sign" and second.text == "("
        return is_list or (first.says("not") and second.says("in") and third.text == "(")

    def _compared(self) -> Node:
        name = self.take()
        if name.says("is", "has") and self._sign(":", "="):
            return self._state(name)
        field = field_named(name.text)
        if field is None:
            raise _unknown(name)
        operator = self._operator(field)
        if operator in ("in", "not in"):
            return Comparison(field.name, operator, self._list(field, operator))
        return self._compared_with(field, operator)

    def _operator(self, field: Field) -> Operator | None:
        """The operator; None for a colon, which depends on what follows."""
        token = self.take()
        asked = token.text.lower()
        if asked == ":":
            return None
        if asked == "not":
            asked = f"not {self.take().text.lower()}"
        operator = next((known for known in field.operators if known == asked), None)
        if operator is None:
            known = ", ".join(field.operators[:-1]) + f" or {field.operators[-1]}"
            raise FilterError(f"“{field.name}” cannot be compared by “{asked}”; it takes {known}.",
                              token.start, token.length)  # fmt: skip
        return operator

    def _compared_with(self, field: Field, operator: Operator | None) -> Node:
        if operator is None and field.kind == "moment" and self._sign(*field.operators):
            operator = self._operator(field)  # due:<today
        if operator is None and self._sign("("):
            return self._any_value(field, self._list(field, ":"))
        first = self._value(field, operator or ":")
        values = [first]
        while operator is None and self._sign(","):
            self._count(self.take())
            values.append(self._value(field, ":"))
        return self._any_value(field, tuple(values)) if operator is None else Comparison(field.name, operator, (first,))

    def _any_value(self, field: Field, values: tuple[Value, ...]) -> Node:
        """What `field:a,b` means: any of them."""
        if len(values) == 1:
            return Comparison(field.name, field.shorthand, values)
        if field.shorthand == "=" and "in" in field.operators:
            return Comparison(field.name, "in", values)
        return Group("or", tuple(Comparison(field.name, field.shorthand, (value,)) for value in values))

    def _list(self, field: Field, operator: str) -> tuple[Value, ...]:
        opened = self.take()
        if opened.text != "(":
            raise FilterError(f"After “{operator}” comes a list in parentheses: {field.name} {operator} (a, b).",
                              opened.start, opened.length)  # fmt: skip
        values = [self._value(field, operator)]
        while self._sign(","):
            self._count(self.take())
            values.append(self._value(field, operator))
        if self.is_over:
            raise FilterError("This parenthesis is not closed.", opened.start, 1)
        if not self._sign(")"):
            raise FilterError("Commas stand between the values of a list; several words need quotation marks.",
                              self.next.start, self.next.length)  # fmt: skip
        self.take()
        return tuple(values)

    def _value(self, field: Field, operator: str) -> Value:
        token = self.next
        if token.kind in ("end", "sign"):
            raise missing(field, operator, token.start)
        return moment_of(field, self) if field.kind == "moment" else value_of(field, self.take())

    def _state(self, name: Token) -> Node:
        self.take()
        token, is_being = self.next, name.says("is")
        known, others = (BEING, OTHER_BEINGS) if is_being else (HAVING, OTHER_HAVINGS)
        if token.kind not in ("word", "string"):
            told = f"After “{name.text}:” comes one of {', '.join(known)}."
            raise FilterError(told, token.start, token.length)
        self.take()
        word = others.get(token.text.lower(), token.text.lower())
        if word in known:
            return Is(word) if is_being else Has(word)
        if is_being and word in STATUS_WORDS:
            return Comparison("status", "=", (STATUS_WORDS[word],))
        near = nearest(word, [*known, *others])
        told = "" if near else f" Known are {', '.join(known)}."
        what = "something a task can be" if is_being else "something a task can have"
        raise FilterError(f"“{shown(token.text)}” is not {what}.{told}", token.start, token.length, near)

    def _count(self, token: Token) -> None:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise FilterError(f"These are too many conditions: at most {MOST_TERMS}.", token.start, token.length)

    def _sign(self, *signs: str) -> bool:
        return self.next.kind == "sign" and self.next.text in signs

    def _is_or(self) -> bool:
        return self.next.says("or") or self._sign("||")

    def surprised(self) -> FilterError:
        """The next token does not belong there."""
        token = self.next
        if token.kind == "end":
            return FilterError("The filter stops in the middle: a condition is missing here.", token.start, 0)
        said = {
            ")": "This parenthesis closes nothing.",
            ",": "A comma only stands between the values of a list. Join conditions by “and” or “or”.",
        }.get(token.text if token.kind == "sign" else "")
        said = said or f"“{shown(token.text)}” does not belong here: a condition is missing before it."
        return FilterError(said, token.start, token.length)


def _unknown(name: Token) -> FilterError:
    near = nearest(name.text, [*FIELDS, *OTHER_NAMES, "is", "has"])
    told = "" if near else " To search for the text itself, put it in quotation marks."
    return FilterError(f"“{shown(name.text)}” is not a field.{told}", name.start, name.length, near)
