"""Letters to people: queued in the transaction of what they tell of, written in the reader's words, sent by a job.

In a transaction: send_later. For those who run the installation: mails_of_instance, read_mail, send_now.
"""

from domain.mail.address import Address
from domain.mail.desk import STATUSES, Letter, Mail, mails_of_instance, read_mail, send_now
from domain.mail.outbox import send_later, silence

__all__ = [
    "STATUSES",
    "Address",
    "Letter",
    "Mail",
    "mails_of_instance",
    "read_mail",
    "send_later",
    "send_now",
    "silence",
]
