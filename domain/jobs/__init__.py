"""Work that is done later, beside the requests: each job at least once, its effects exactly once.

Declaring: job, periodic. In a transaction: later, once. Raised by jobs: GiveUp. Of this process: start, stop.
For those who run the installation: jobs_of_instance, counts, run_again.
"""

from domain.jobs.declared import GiveUp, Job, job, periodic, purpose_of
from domain.jobs.desk import STATUSES, Entry, counts, jobs_of_instance, run_again
from domain.jobs.queueing import later, once
from domain.jobs.working import start, stop

__all__ = [
    "STATUSES",
    "Entry",
    "GiveUp",
    "Job",
    "counts",
    "job",
    "jobs_of_instance",
    "later",
    "once",
    "periodic",
    "purpose_of",
    "run_again",
    "start",
    "stop",
]
