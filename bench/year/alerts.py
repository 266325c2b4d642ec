"""Whether people were told what they had to be, once, by mail and by webhook."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.alert_servers import Hook, Mailbox

# how a line of each kind reads; the others are of what could not be had or read
KINDS = {
    "blocked": "no_unit_changed: |rejected_within_limit: ",
    "stale": "newer ones were due by",
    "broken_off": "broke off before its end",
    "finding": "new in this edition",
}
_MANY = re.compile(r"^- (\d+) × ")


@dataclass
class Inbox:
    """What came since it was looked at last."""

    box: Mailbox
    hook: Hook
    _mails: int = 0
    _posts: int = 0

    def take(self) -> list[str]:
        """The texts of new alerts, as the webhook got them.

        Raises:
            ValueError: mail and webhook were not told the same.
        """
        mails = [
            mail.get_content().replace("\r\n", "\n").strip()
            for mail in self.box.mails[self._mails :]
        ]
        posts = [body["text"].strip() for body in self.hook.bodies[self._posts :]]
        self._mails, self._posts = len(self.box.mails), len(self.hook.bodies)
        if mails != posts:
            raise ValueError(f"by mail {mails}, by webhook {posts}")
        return posts


def told(texts: Iterable[str]) -> Counter[str]:
    """How many matters of each kind the alerts tell."""
    counts: Counter[str] = Counter()
    for text in texts:
        for line in text.splitlines()[1:]:
            many = _MANY.match(line)
            kind = next((name for name, said in KINDS.items() if re.search(said, line)), "unread")
            counts[kind] += int(many[1]) if many else 1
    return counts
