"""Hashing beside the loop."""

import subprocess
import sys

TWO_AT_ONCE = """
import asyncio, sys, time
from domain.accounts import passwords
from domain.settings import settings

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("passlib.") and name != "passlib.hash":
            time.sleep(0.3)

async def hashed(after):
    await asyncio.sleep(after)
    await passwords.hash_of("quiet-harbour-lantern")

async def main():
    await asyncio.gather(hashed(0), hashed(0.1))

settings()
sys.meta_path.insert(0, Slow())
asyncio.run(main())
"""


def test_the_first_two_may_come_while_the_library_is_being_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", TWO_AT_ONCE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
