"""What people in the sample world say about their tasks."""

from domain.tasks import Reaction

# each is said by one of the team, the next by another; {other} is the one before
REMARKS = (
    ("I have a first version. {other}, can you look at it before Thursday?",
     "Looks good to me. Two small things:\n\n- the second paragraph is too long\n- **who** is it for?"),
    ("Do we still need this? I thought it was solved last month.",
     "Yes, only half of it was. I will do the rest.", "Thanks, @{other}!"),
    ("I called them; they answer on Monday.",),
    ("Blocked until the numbers from finance are there.", "Sent. They are in the shared folder.",),
    ("@{other} you know this better than I do, could you take it?", "Sure, I take it over."),
    ("The draft is at https://example.org/drafts/17, comments welcome.",
     "Read it. `intro` could go, the rest is great."),
)  # fmt: skip
REACTIONS: tuple[Reaction, ...] = ("thumbs_up", "heart", "rocket")
EVERY = 4  # one of so many team tasks is talked about
