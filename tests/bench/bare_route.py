"""The baseline for REST and for starting: FastAPI and one empty route, served by the same uvicorn settings."""

import gc
import os

import uvicorn
from fastapi import FastAPI

app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)


@app.get("/health")
@app.get("/api/dashboard/statistics")
async def nothing() -> dict[str, int]:
    """Answer without doing anything."""
    return {}


def serve(application: FastAPI) -> None:
    """As ui/server.py serves, with the collector tuned as in ui/heartbeat.py."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 1000)
    uvicorn.run(application, host="127.0.0.1", port=int(os.environ["ATRIUM_PORT"]), loop="uvloop", log_config=None,
                access_log=False, proxy_headers=False, server_header=False, ws_per_message_deflate=False)  # fmt: skip


if __name__ == "__main__":
    serve(app)
