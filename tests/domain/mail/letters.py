"""What any letter could tell of."""

from typing import Any

DATA: dict[str, Any] = {
    "name": "Ada",
    "email": "ada@example.org",
    "link": "https://atrium.example.org/x?a=1&b=2",
    "expires_at": "2026-11-20T12:00:00+00:00",
    "at": "2026-11-20T12:00:00+00:00",
    "inviter": "Ben",
    "organization": "Engines",
    "device": "Firefox",
    "address": "192.0.2.1",
    "left": 9,
    "passkey": "Laptop",
    "provider": "Google",
    "kind": "mentioned",
    "why": "mentioned",
    "actor": "Ben",
    "title": "Ship it",
    "key": "LAUNCH-1",
    "team": "Launch",
    "content": "@ada look",
    "due": "Friday",
    "unsubscribe_link": "https://atrium.example.org/unsubscribe?token=x",
    "settings_link": "https://atrium.example.org/settings",
    "items": [],
    "account": "ada@gmail.example",
}
