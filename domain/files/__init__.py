"""Files: their bytes on disk or in S3, what is known of them in the database, and who may have them.

A feature hangs files on something of its own in three steps:

1. It says once, when it is imported, who may do what, by the permission of the thing itself. Each rule gets the open
   transaction, the id of the thing (or the file) and the actor, and raises what it refuses with, as `access_x` does:
   `files.declare("task", see=…, add=…, remove=…)`; and its line in `persistence/policies/files.py` says it again.
2. A door lets the bytes in while they are sent, then keeps them; nothing is there before `keep` returns:
   `async with files.arriving() as bytes_: await bytes_.write(piece) …; await files.keep(bytes_, name, purpose="task",
   subject_id=task.id, actor=me)`. `within(session, file)` runs in the transaction that adds the file, to publish it.
   (`ui.uploads` does the first half: `upload.keep(purpose=…, subject_id=…, actor=me)`.)
3. It shows them with `files_on("task", [task.id], actor=me)`, and deletes them with `delete` or, in a transaction of
   its own, `remove(session, ids)`; the bytes go after the commit.

What a file is called and what it claims to be are only words. Pictures are made anew without metadata (`is_picture`)
and only those are ever shown in place, at `/files/{id}/shown` and small at `/files/{id}/small`; everything else is
handed out as a download, at `/files/{id}`. Whoever fetches bytes is asked for permission again, each time.

Verbs: keep, file, files_on, content, link, delete · storage, quota. In a transaction: access_file, remove, restore.
Doors: arriving, check_link. Purposes: declare. When a process starts: clear. For the health report: is_reachable.
"""

from domain.files.arrival import Arriving, arriving
from domain.files.deleting import clear, delete, remove, restore
from domain.files.file import Actor, Content, File
from domain.files.keeping import keep, quota, storage
from domain.files.links import LINK_SECONDS, check_link, link
from domain.files.purposes import declare
from domain.files.reading import access_file, content, file, files_on
from domain.files.shapes import FIT, SQUARE, WHOLE
from domain.files.store import is_reachable

__all__ = [
    "FIT",
    "LINK_SECONDS",
    "SQUARE",
    "WHOLE",
    "Actor",
    "Arriving",
    "Content",
    "File",
    "access_file",
    "arriving",
    "check_link",
    "clear",
    "content",
    "declare",
    "delete",
    "file",
    "files_on",
    "is_reachable",
    "keep",
    "link",
    "quota",
    "remove",
    "restore",
    "storage",
]
