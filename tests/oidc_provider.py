"""An OpenID Connect provider in a process of its own: `python -m tests.oidc_provider PORT`.

It serves the issuers /one and /two. Each asks who one is by a form, checks what a provider has to check (client,
redirect address, PKCE, one use per code), signs what it says, and lies when the form's field `lie` tells it to.
"""

import hashlib
import json
import secrets
import sys
import time
from base64 import b64decode, urlsafe_b64encode
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "atrium", "the secret of the client that Atrium is"
_keys: dict[str, Any] = {
    "one": RSAKey.generate_key(2048, {"kid": "one-1", "use": "sig"}),
    "two": ECKey.generate_key("P-256", {"kid": "two-1", "use": "sig"}),
}
_algorithms = {"one": "RS256", "two": "ES256"}
_codes: dict[str, dict[str, Any]] = {}
_tokens: dict[str, dict[str, Any]] = {}
_FORM = """<!doctype html><title>Provider</title><h1>Provider {name}</h1>
<form method=post><input type=hidden name=asked value='{asked}'>
<label>E-mail <input name=email></label><label>Name <input name=name></label>
<button name=answer value=yes>Continue</button><button name=answer value=no>Cancel</button></form>"""


def _issuer(request: Request) -> str:
    return f"http://127.0.0.1:{request.url.port}/{request.path_params['name']}"


async def discovery(request: Request) -> Response:
    issuer = _issuer(request)
    return JSONResponse({
        "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize", "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/keys", "userinfo_endpoint": f"{issuer}/me", "response_types_supported": ["code"],
        "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256", "ES256"],
    })  # fmt: skip


async def keys(request: Request) -> Response:
    return JSONResponse({"keys": [_keys[request.path_params["name"]].as_dict(private=False)]})


async def ask(request: Request) -> Response:
    asked = json.dumps(dict(request.query_params)).replace("'", "&#39;")
    return HTMLResponse(_FORM.format(name=request.path_params["name"], asked=asked))


async def authorize(request: Request) -> Response:
    form = {name: str(value) for name, value in (await request.form()).items()}
    asked = json.loads(form["asked"])
    if asked["client_id"] != CLIENT or asked["response_type"] != "code" or asked["code_challenge_method"] != "S256":
        return Response("refused", 400)
    back = {"state": asked["state"], "iss": _issuer(request)}
    if form.get("answer") == "no":
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back | {'error': 'access_denied'})}", 303)
    code = secrets.token_urlsafe(16)
    _codes[code] = {"issuer": _issuer(request), "asked": asked, "form": form}
    return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back | {'code': code})}", 303)


async def token(request: Request) -> Response:
    form = {name: str(value) for name, value in (await request.form()).items()}
    given = b64decode(request.headers.get("authorization", "").removeprefix("Basic ")).decode()
    found = _codes.pop(form.get("code", ""), None)
    if given.replace("+", " ").replace("%20", " ") != f"{CLIENT}:{SECRET}":
        return JSONResponse({"error": "invalid_client"}, 401)
    challenge = urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
    if found is None or found["issuer"] != _issuer(request) or found["asked"]["code_challenge"] != challenge:
        return JSONResponse({"error": "invalid_grant"}, 400)
    if found["asked"]["redirect_uri"] != form["redirect_uri"]:
        return JSONResponse({"error": "invalid_grant"}, 400)
    access = secrets.token_urlsafe(16)
    claims = _claims(found)
    _tokens[access] = {"sub": found["form"].get("userinfo_sub", claims["sub"])} | _about(found["form"])
    signed = _signed(request.path_params["name"], claims, found["form"].get("lie", ""))
    return JSONResponse({"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": signed})


def _about(form: dict[str, str]) -> dict[str, Any]:
    is_verified = form.get("verified", "yes") == "yes"
    return {"email": form["email"], "email_verified": is_verified, "name": form.get("name", "")}


def _claims(found: dict[str, Any]) -> dict[str, Any]:
    form, asked, moment = found["form"], found["asked"], int(time.time())
    subject = form.get("sub") or hashlib.sha256(form["email"].encode()).hexdigest()
    claims: dict[str, Any] = {"iss": found["issuer"], "sub": subject, "aud": CLIENT, "nonce": asked["nonce"],
                              "iat": moment, "exp": moment + 300}  # fmt: skip
    if form.get("only_userinfo") != "yes":
        claims |= _about(form)
    if "max_age" in asked:
        claims["auth_time"] = moment
    return claims | json.loads(form.get("claims", "{}"))


def _signed(name: str, claims: dict[str, Any], lie: str) -> str:
    header = {"alg": _algorithms[name], "kid": f"{name}-1"}
    if lie == "unsigned":
        parts = ({"alg": "none"}, claims)
        return ".".join(urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts) + "."
    if lie == "our own secret":
        return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
    if lie == "another key":
        key = RSAKey.generate_key(2048) if name == "one" else ECKey.generate_key("P-256")
        return jwt.encode(header, claims, key)
    if lie == "cut off":
        return jwt.encode(header, claims, _keys[name])[:-8]
    return jwt.encode(header, claims, _keys[name])


async def me(request: Request) -> Response:
    found = _tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
    return JSONResponse(found or {"error": "invalid_token"}, 200 if found else 401)


async def renew(request: Request) -> Response:
    """Sign with another key from now on, as providers do now and then."""
    _keys["one"] = RSAKey.generate_key(2048, {"kid": "one-1", "use": "sig"})
    return Response(status_code=204)


APP = Starlette(routes=[
    Route("/{name}/.well-known/openid-configuration", discovery), Route("/{name}/keys", keys),
    Route("/{name}/authorize", ask), Route("/{name}/authorize", authorize, methods=["POST"]),
    Route("/{name}/token", token, methods=["POST"]), Route("/{name}/me", me), Route("/renew", renew, methods=["POST"]),
])  # fmt: skip

if __name__ == "__main__":
    uvicorn.run(APP, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
