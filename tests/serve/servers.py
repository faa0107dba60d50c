"""Real servers on a free port of this machine, for the length of a ``with`` block."""

import contextlib
import threading
import time

import httpx2
import uvicorn

from kg.config import DEFAULT_BASE
from kg.serve.app import Serving, application
from kg.serve.run import configuration, listening


@contextlib.contextmanager
def served(path, **how):
    """The address of a server over the store in a folder."""
    listener = listening("127.0.0.1", 0)
    app = application(path, DEFAULT_BASE, Serving(**how))
    server = uvicorn.Server(configuration(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()


def send(address, method, target, content_type=None, body=b"", **headers):
    """The response to one request; ``target`` is path and query string as they are sent."""
    if content_type is not None:
        headers["Content-Type"] = content_type
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx2.Client(timeout=60) as client:
        return client.request(method, address + target, content=body, headers=headers)
