"""The door for agents, on the real server behind the guard."""

import httpx

from tests.servers import Server

ACCEPT = {"Accept": "application/json, text/event-stream"}
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


def test_an_agent_comes_in_with_a_token_and_not_otherwise(server: Server) -> None:
    names = {"name": "A", "organization_name": "A"}
    form = names | {"email": "agent.door@example.org", "password": "quiet-harbour-lantern"}
    signed_up = httpx.post(f"{server.url}/api/v1/auth/signup", json=form).json()
    bearer = {"Authorization": f"Bearer {signed_up['access_token']}"}
    body = {"name": "Agent", "scopes": ["tasks:read"]}
    token = httpx.post(f"{server.url}/api/v1/tokens", json=body, headers=bearer).json()["token"]
    agent = ACCEPT | {"Authorization": f"Bearer {token}"}
    answer = httpx.post(f"{server.url}/mcp", json=LIST, headers=agent, timeout=30)
    assert answer.status_code == 200
    assert "search_tasks" in {tool["name"] for tool in answer.json()["result"]["tools"]}
    assert httpx.post(f"{server.url}/mcp", json=LIST, headers=ACCEPT).status_code == 401
    elsewhere = httpx.post(f"{server.url}/mcp", json=LIST, headers=agent | {"Host": "evil.example"})
    assert elsewhere.status_code == 421
    assert httpx.get(f"{server.url}/mcp/nothing", headers=agent).status_code == 404
