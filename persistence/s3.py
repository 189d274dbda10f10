"""The store behind an S3 URL."""

from datetime import timedelta
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from obstore.exceptions import BaseError, UnknownConfigurationKeyError
from obstore.store import S3Store

_EXAMPLES = "as in s3://key:secret@bucket?region=eu-central-1 or https://key:secret@s3.example.org/bucket"
_OURS = {"bucket", "endpoint", "access_key_id", "secret_access_key"}  # said in the URL itself


class BadUrl(ValueError):
    """No store can be made of this URL; the message is a sentence, without what may be a secret."""


def opened(url: str) -> S3Store:
    """The store behind `s3://key:secret@bucket/prefix?region=…`, or `https://key:secret@host/bucket/prefix?region=…`.

    Without key and secret they are taken from where S3 programs usually find them (`AWS_ACCESS_KEY_ID` and so on).
    Nothing is asked of the store yet. Raises BadUrl.
    """
    parts = _parts(url)
    path = [unquote(part) for part in parts.path.split("/") if part]
    bucket, prefix = (parts.hostname or "", path) if parts.scheme == "s3" else ("".join(path[:1]), path[1:])
    if not bucket or not parts.hostname:
        raise BadUrl(f"It must name a store and a bucket, {_EXAMPLES}.")
    try:
        return S3Store(
            bucket,
            prefix="/".join(prefix) or None,
            config=_config(parts),  # type: ignore[arg-type]
            client_options={"allow_http": parts.scheme == "http", "timeout": timedelta(seconds=60)},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=10)},
        )
    except BaseError as error:
        raise BadUrl(f"It must have known values behind the question mark: {_reason(error)}.") from None


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # raises for what is none
    except ValueError:
        raise BadUrl(f"It must be an address, {_EXAMPLES}.") from None
    if parts.scheme not in {"s3", "http", "https"}:
        raise BadUrl(f"It must begin with s3://, https:// or http://, {_EXAMPLES}.")
    return parts


def _config(parts: SplitResult) -> dict[str, str]:
    asked = [(key.lower().removeprefix("aws_"), value) for key, value in parse_qsl(parts.query, keep_blank_values=True)]
    given = {"region": "us-east-1", "virtual_hosted_style_request": "false"}
    for key, value in asked:
        _check(key, value)
        given[key] = value
    if parts.scheme != "s3":
        given["endpoint"] = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    if parts.username and parts.password:
        given |= {"access_key_id": unquote(parts.username), "secret_access_key": unquote(parts.password)}
    elif parts.username:
        raise BadUrl(f"It must have the secret behind the key, {_EXAMPLES}.")
    return given


def _check(key: str, value: str) -> None:
    if key in _OURS:
        raise BadUrl(f"It must not have “{key}” behind the question mark: the address says it, {_EXAMPLES}.")
    if not value.strip():
        raise BadUrl(f"It must have a value for “{key[:40]}”, {_EXAMPLES}.")


def _reason(error: BaseError) -> str:
    said = str(error).partition("\n")[0].strip().rstrip(".").removeprefix("Generic Config error: ")
    if isinstance(error, UnknownConfigurationKeyError):
        name = said.partition("'")[2].partition("'")[0]
        return f"“{name[:40]}” is none of S3 (“region” is, for example)"
    return said[:200]
