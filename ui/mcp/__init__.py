"""MCP: what agents can do, at `/mcp`, with a personal token. Tools are the domain's verbs under the person's rights.

The protocol's library takes more than a second to load, so nothing here but `Door` is imported before somebody calls.
"""

from ui.mcp.door import Door

__all__ = ["Door"]
