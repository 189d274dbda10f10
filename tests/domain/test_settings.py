"""Settings: what is accepted, what is refused, and in which words."""

import re
from pathlib import Path

import pytest

from domain.provider_settings import VARIABLES
from domain.settings import BadSetting, Settings, read

LONG = "a-long-and-random-secret-0123456789-XYZ"
OIDC = {
    "ATRIUM_OIDC_GOOGLE_ISSUER": "https://accounts.google.com",
    "ATRIUM_OIDC_GOOGLE_CLIENT_ID": "atrium",
    "ATRIUM_OIDC_GOOGLE_CLIENT_SECRET": "hunter2",
}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATRIUM_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def read_with(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return read()


def test_an_empty_environment_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ATRIUM_ENVIRONMENT", "ATRIUM_DATA", "ATRIUM_SECRET"):
        monkeypatch.delenv(name)
    monkeypatch.chdir(Path("/tmp"))
    found = Settings()  # type: ignore[call-arg]
    assert (found.environment, found.host, found.port) == ("development", "127.0.0.1", 8080)
    assert found.data == Path("/tmp/data")
    assert found.base_url == "http://127.0.0.1:8080"
    assert found.database_url is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+asyncpg"])
def test_every_scheme_of_postgresql_is_accepted(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    found = read_with(monkeypatch, DATABASE_URL=f"{scheme}://me:p%40ss@db.example.org/atrium?sslmode=require")
    assert found.database_url == "postgresql+psycopg://me:p%40ss@db.example.org/atrium?sslmode=require"


def test_the_url_of_a_socket_keeps_its_empty_host(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_with(monkeypatch, DATABASE_URL="postgresql://me@/atrium?host=/run/postgresql")
    assert found.database_url == "postgresql+psycopg://me@/atrium?host=/run/postgresql"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ATRIUM_PORT", "eighty"),
        ("ATRIUM_PORT", "70000"),
        ("ATRIUM_ENVIRONMENT", "staging"),
        ("ATRIUM_BASE_URL", "atrium.example.org"),
        ("ATRIUM_BASE_URL", "https://example.org/atrium"),
        ("DATABASE_URL", "mysql://me@host/atrium"),
        ("DATABASE_URL", "postgresql://host"),
        ("DATABASE_DIRECT_URL", "sqlite:///atrium.db"),
        ("DATABASE_URL", "postgresql://me:pw@host:port/atrium"),
        ("DATABASE_URL", "postgresql://[host/atrium"),
        ("ATRIUM_BASE_URL", "http://example.org:99999"),
        ("ATRIUM_TRUSTED_HOSTS", "a.org,https://b.org/"),
        ("ATRIUM_SMTP_URL", "smtp://mail.example.org:mail"),
        ("ATRIUM_SMTP_URL", "smtp://"),
        ("ATRIUM_MODEL", "gpt"),
        ("ATRIUM_BASE_URL", "https://me@example.org"),
        ("ATRIUM_BASE_URL", "https://example.org:99999"),
        ("ATRIUM_BASE_URL", "http://[::1"),
        ("DATABASE_URL", "postgresql://me@host:many/atrium"),
        ("ATRIUM_SMTP_URL", "mail.example.org"),
        ("ATRIUM_SMTP_URL", "smtp://mail.example.org:twentyfive"),
        ("ATRIUM_SMTP_URL", "smtp://mail.example.org/folder"),
        ("ATRIUM_SMTP_URL", "smtp://mail.example.org?tls=yes"),
        ("ATRIUM_SMTP_URL", "smtp://mail.example.org?from=atrium"),
        ("ATRIUM_S3_URL", "bucket"),
        ("ATRIUM_S3_URL", "ftp://key:secret@example.org/bucket"),
        ("ATRIUM_S3_URL", "s3://"),
        ("ATRIUM_S3_URL", "https://key:secret@s3.example.org"),
        ("ATRIUM_S3_URL", "https://key:secret@s3.example.org:many/bucket"),
        ("ATRIUM_S3_URL", "s3://key@bucket"),
        ("ATRIUM_S3_URL", "s3://key:secret@bucket?color=red"),
        ("ATRIUM_S3_URL", "s3://key:secret@bucket?region="),
        ("ATRIUM_S3_URL", "s3://key:secret@bucket?secret_access_key=other"),
        ("ATRIUM_S3_URL", "s3://key:secret@bucket?virtual_hosted_style_request=perhaps"),
        ("ATRIUM_TRUSTED_HOSTS", "https://tasks.example.org"),
        ("ATRIUM_POOL_SIZE", "0"),
        ("ATRIUM_TRUSTED_PROXIES", "10.0.0.0/8,nginx"),
        ("ATRIUM_OIDC_GOOGLE_ISSUER", "accounts.google.com"),
        ("ATRIUM_OIDC_GOOGLE_ISSUER", "https://user@accounts.google.com"),
        ("ATRIUM_OIDC_GOOGLE_ISSUER", "http://accounts.google.com"),
        ("ATRIUM_OIDC_GOOGLE_NAME", "G" * 41),
        ("ATRIUM_OIDC_GOOGLE_SCOPE", "openid"),
        ("ATRIUM_OIDC_ISSUER", "https://accounts.google.com"),
    ],
)
def test_a_bad_value_is_refused_in_a_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    whole = OIDC if name.startswith("ATRIUM_OIDC_GOOGLE_") else {}
    with pytest.raises(BadSetting) as refusal:
        read_with(monkeypatch, **(whole | {name: value}))
    assert str(refusal.value).startswith(f"{name} cannot be used. It must ")
    assert str(refusal.value).endswith(".")


def test_a_refused_value_is_not_repeated_because_it_may_be_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSetting) as refusal:
        read_with(monkeypatch, DATABASE_URL="mysql://me:hunter2@host/atrium")
    assert "hunter2" not in str(refusal.value)
    monkeypatch.delenv("DATABASE_URL")
    for name, value in [
        ("ATRIUM_S3_URL", "s3://me:hunter2@bucket?color=red"),
        ("ATRIUM_SMTP_URL", "smtp://me:hunter2@"),
    ]:
        with pytest.raises(BadSetting) as refusal:
            read_with(monkeypatch, **{name: value})
        assert "hunter2" not in str(refusal.value)
        monkeypatch.delenv(name)
    assert "hunter2" not in repr(read_with(monkeypatch, DATABASE_URL="postgresql://me:hunter2@host/atrium"))


def test_what_is_unknown_of_a_store_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSetting, match="“color”"):
        read_with(monkeypatch, ATRIUM_S3_URL="s3://key:secret@bucket?color=red")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ATRIUM_S3_URL", "s3://bucket"),
        ("ATRIUM_S3_URL", "s3://key:p%40ss@bucket/some/folder?AWS_REGION=eu-central-1"),
        ("ATRIUM_S3_URL", "http://key:secret@127.0.0.1:9000/bucket?region=eu-central-1&skip_signature=true"),
        ("ATRIUM_SMTP_URL", "smtp://localhost"),
        ("ATRIUM_SMTP_URL", "smtps://me%40example.org:p%40ss@mail.example.org:465?from=atrium@example.org"),
        ("ATRIUM_TRUSTED_HOSTS", "tasks.example.org,10.0.0.5:8080,[::1]:8080"),
    ],
)
def test_a_good_value_is_accepted(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert read_with(monkeypatch, **{name: value})


def test_proxies_and_hosts_are_lists_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_with(monkeypatch, ATRIUM_TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8", ATRIUM_TRUSTED_HOSTS="a.org,b.org")
    assert found.trusted_proxies == ("127.0.0.1", "10.0.0.0/8")
    assert found.trusted_hosts == ("a.org", "b.org")


def test_without_a_secret_one_is_made_and_kept_private(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.delenv("ATRIUM_SECRET")
    first, second = read().secret, read().secret
    assert first == second == (data / "secret").read_text()
    assert len(first) >= 32
    assert (data / "secret").stat().st_mode & 0o777 == 0o600


def test_production_does_not_start_without_a_secret(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.delenv("ATRIUM_SECRET")
    with pytest.raises(BadSetting, match="ATRIUM_SECRET is missing"):
        read_with(monkeypatch, ATRIUM_ENVIRONMENT="production")
    assert not data.exists()


WEAK = ["short", "x" * 64, "abcabcabc" * 8, "0123456789abcdef" * 3, "Tr0ub4dor&3 horse " * 4]
EXAMPLES = [f"{word}-{LONG}" for word in ("CHANGE-ME", "change_this", "your-secret", "replace me", "example")]


@pytest.mark.parametrize("weak", WEAK + EXAMPLES)
def test_production_does_not_start_with_a_weak_secret(monkeypatch: pytest.MonkeyPatch, weak: str) -> None:
    with pytest.raises(BadSetting, match="ATRIUM_SECRET is too weak"):
        read_with(monkeypatch, ATRIUM_ENVIRONMENT="production", ATRIUM_SECRET=weak)


def test_production_starts_with_a_strong_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_with(
        monkeypatch, ATRIUM_ENVIRONMENT="Production", ATRIUM_SECRET=LONG, ATRIUM_BASE_URL="https://A.org/"
    )
    assert found.is_production
    assert found.is_secure
    assert found.base_url == "https://a.org"


def test_a_data_folder_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.delenv("ATRIUM_SECRET")
    with pytest.raises(BadSetting, match="ATRIUM_DATA cannot be used"):
        read_with(monkeypatch, ATRIUM_DATA=str(tmp_path / "file" / "data"))


def test_several_providers_are_read_each_with_a_key_and_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    second = {name.replace("GOOGLE", "OUR_HOUSE"): value for name, value in OIDC.items()}
    second["ATRIUM_OIDC_OUR_HOUSE_ISSUER"] = "http://127.0.0.1:9000/"
    found = read_with(monkeypatch, **OIDC, **second, ATRIUM_OIDC_GOOGLE_NAME="Google Workspace").oidc
    assert [(p.key, p.name, p.issuer) for p in found] == [
        ("google", "Google Workspace", "https://accounts.google.com"),
        ("our-house", "Our House", "http://127.0.0.1:9000/"),
    ]
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize("missing", list(OIDC))
def test_a_provider_needs_all_of_its_variables(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    given = {name: value for name, value in OIDC.items() if name != missing}
    with pytest.raises(BadSetting, match=f"{missing} is missing"):
        read_with(monkeypatch, **given)


def test_two_providers_of_one_issuer_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = {name.replace("GOOGLE", "TWIN"): value for name, value in OIDC.items()}
    with pytest.raises(BadSetting, match="ATRIUM_OIDC_TWIN_ISSUER cannot be used"):
        read_with(monkeypatch, **OIDC, **twin)


def test_an_issuer_over_http_is_refused_in_production_even_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = OIDC | {"ATRIUM_OIDC_GOOGLE_ISSUER": "http://127.0.0.1:9000"}
    assert read_with(monkeypatch, **here).oidc
    with pytest.raises(BadSetting, match=r"ATRIUM_OIDC_GOOGLE_ISSUER cannot be used\. It must begin with https://"):
        read_with(monkeypatch, ATRIUM_ENVIRONMENT="production", ATRIUM_SECRET=LONG)


def test_every_variable_is_in_the_table_of_the_readme_and_no_other() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    rows = [line.split("|")[1] for line in readme.splitlines() if re.match(r"\| `(ATRIUM_|DATABASE_)", line)]
    told = {name for row in rows for name in re.findall(r"`([A-Z0-9_<>]+)`", row)}
    own = {field.alias for field in Settings.model_fields.values() if field.alias}
    assert told == own | set(VARIABLES)
