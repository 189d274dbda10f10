"""All configuration: from the environment, typed, read once."""

import ipaddress
import os
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlunsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from domain import provider_settings
from domain.address_settings import file_store, hosts, mail_server, split
from domain.provider_settings import Provider
from persistence import data_folder

VERSION = "0.1.0"
_KEPT_SECRET = "secret"  # noqa: S105 - the name of a file


class BadSetting(Exception):
    """A variable of the environment cannot be used; the message is a sentence that names it."""


def _database_url(url: str) -> str:
    parts = split(url, "as in postgresql://user:password@host/database")
    if parts.scheme.partition("+")[0] not in {"postgres", "postgresql"}:
        raise ValueError("It must begin with postgresql://, as in postgresql://user:password@host/database.")
    if not (parts.hostname or "host=" in parts.query) or len(parts.path) < 2:
        raise ValueError("It must name a host and a database, as in postgresql://user:password@host/database.")
    # not urlunsplit: it drops the empty host of a socket's URL
    query = f"?{parts.query}" if parts.query else ""
    return f"postgresql+psycopg://{parts.netloc}{parts.path}{query}"


def _web_address(url: str) -> str:
    parts = split(url, "as in https://atrium.example.org")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("It must be an address like https://atrium.example.org.")
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("It must be only scheme, host and port, as in https://atrium.example.org.")
    return urlunsplit((parts.scheme, parts.netloc.lower(), "", "", ""))


def _addresses(text: Any) -> Any:
    items = _words(text)
    for item in items:
        try:
            ipaddress.ip_network(item, strict=False)
        except ValueError as error:
            raise ValueError(
                "It must be addresses or networks with commas between, as in 127.0.0.1,10.0.0.0/8."
            ) from error
    return items


def _words(text: Any) -> Any:
    return tuple(word.strip() for word in text.split(",") if word.strip()) if isinstance(text, str) else text


def _lower(text: Any) -> Any:
    return text.strip().lower() if isinstance(text, str) else text


def _whole_path(path: Path) -> Path:
    return path.expanduser().absolute()


_Url = Annotated[str, AfterValidator(_database_url)]


class Settings(BaseModel):
    """What an installation may choose. Each field's variable is its alias; the README lists them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    environment: Annotated[Literal["development", "production", "test"], BeforeValidator(_lower)] = Field(
        "development", alias="ATRIUM_ENVIRONMENT"
    )
    database_url: _Url | None = Field(None, alias="DATABASE_URL", repr=False)  # None: the embedded PostgreSQL
    database_direct_url: _Url | None = Field(None, alias="DATABASE_DIRECT_URL", repr=False)  # past a pooler
    data: Annotated[Path, AfterValidator(_whole_path)] = Field(Path("data"), alias="ATRIUM_DATA", validate_default=True)
    host: str = Field("127.0.0.1", alias="ATRIUM_HOST", min_length=1)
    port: int = Field(8080, alias="ATRIUM_PORT", ge=1, le=65535)
    base_url: Annotated[str, AfterValidator(_web_address)] = Field("", alias="ATRIUM_BASE_URL", validate_default=False)
    secret: str = Field("", alias="ATRIUM_SECRET", repr=False)
    smtp_url: Annotated[str, AfterValidator(mail_server)] | None = Field(None, alias="ATRIUM_SMTP_URL", repr=False)
    s3_url: Annotated[str, AfterValidator(file_store)] | None = Field(None, alias="ATRIUM_S3_URL", repr=False)
    upload_mb: int = Field(25, alias="ATRIUM_UPLOAD_MB", ge=1, le=2000)  # one file at most
    storage_mb: int = Field(10_000, alias="ATRIUM_STORAGE_MB", ge=1, le=100_000_000)  # of one organisation
    model: str | None = Field(None, alias="ATRIUM_MODEL", pattern=r"^[\w-]+:.+")  # None: the built-in one
    pool_size: int = Field(8, alias="ATRIUM_POOL_SIZE", ge=2, le=100)  # connections, as each of the two roles
    requests_per_minute: int = Field(12_000, alias="ATRIUM_REQUESTS_PER_MINUTE", ge=1)  # over REST, for each person
    oidc: tuple[Provider, ...] = Field((), exclude=True)  # from ATRIUM_OIDC_*, see provider_settings
    trusted_proxies: Annotated[tuple[str, ...], BeforeValidator(_addresses)] = Field((), alias="ATRIUM_TRUSTED_PROXIES")
    trusted_hosts: Annotated[tuple[str, ...], BeforeValidator(_words)] = Field(
        (), alias="ATRIUM_TRUSTED_HOSTS"
    )  # further names under which people reach it, beside the base URL's

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, values: dict[str, Any]) -> dict[str, Any]:
        """What follows from the others where it is not said."""
        host = str(values.get("ATRIUM_HOST", "127.0.0.1"))
        shown = "localhost" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104
        return {"ATRIUM_BASE_URL": f"http://{shown}:{values.get('ATRIUM_PORT', 8080)}"} | values

    @field_validator("trusted_hosts")
    @classmethod
    def _check_hosts(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        return hosts(given)

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def is_secure(self) -> bool:
        """Whether people reach it over https."""
        return self.base_url.startswith("https://")


_EXPECTED = {
    "ATRIUM_ENVIRONMENT": "It must be development, production or test.",
    "ATRIUM_PORT": "It must be a number from 1 to 65535.",
    "ATRIUM_POOL_SIZE": "It must be a number from 2 to 100.",
    "ATRIUM_REQUESTS_PER_MINUTE": "It must be a whole number from 1.",
    "ATRIUM_UPLOAD_MB": "It must be a number from 1 to 2000.",
    "ATRIUM_STORAGE_MB": "It must be a whole number from 1.",
    "ATRIUM_MODEL": "It must be provider:model, as in openai:gpt-5-mini.",
}


def read() -> Settings:
    """Read the environment. Raises BadSetting for the first variable that cannot be used."""
    try:
        found = Settings.model_validate(_variables())
    except ValidationError as error:
        problem = error.errors()[0]
        name = str(problem["loc"][0])
        # the value itself is not repeated: it may be a password
        said = _EXPECTED.get(name) or str(problem["msg"]).removeprefix("Value error, ")
        raise BadSetting(f"{name} cannot be used. {said}") from None
    try:
        found = found.model_copy(update={"oidc": provider_settings.read(os.environ, is_production=found.is_production)})
    except ValueError as error:
        raise BadSetting(str(error)) from None
    if found.is_production:
        _check(found.secret)
        return found
    return found if found.secret else found.model_copy(update={"secret": _kept_secret(found.data)})


def _variables() -> dict[str, str]:
    """What the environment says of us; an empty variable counts as none."""
    return {name: value for name, value in os.environ.items() if value and name.startswith(("ATRIUM_", "DATABASE_"))}


def _check(secret: str) -> None:
    advice = (
        'Set it to 32 or more random characters, as from: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
    )
    if not secret:
        raise BadSetting(f"ATRIUM_SECRET is missing. {advice}")
    if len(secret) < 32 or len(set(secret)) < 12 or _is_example(secret) or _repeats(secret):
        raise BadSetting(f"ATRIUM_SECRET is too weak. {advice}")


_EXAMPLES = (
    "changeme",
    "changethis",
    "replaceme",
    "replacethis",
    "yoursecret",
    "example",
    "placeholder",
    "supersecret",
)


def _is_example(secret: str) -> bool:
    plain = "".join(c for c in secret.lower() if c.isalnum())
    return any(word in plain for word in _EXAMPLES)


def _repeats(secret: str) -> bool:
    """Whether it is a shorter text over and over."""
    return any(secret == (secret[:n] * len(secret))[: len(secret)] for n in range(1, 1 + len(secret) // 2))


def _kept_secret(data: Path) -> str:
    try:
        return data_folder.secret_in(data, _KEPT_SECRET)
    except OSError as error:
        raise BadSetting(f"ATRIUM_DATA cannot be used: {data} cannot be written ({error.strerror}).") from None


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read()
