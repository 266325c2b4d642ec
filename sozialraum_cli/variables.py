"""The variables that the program is set up with: a misspelt one would count as none, in silence."""

import os

from sozialraum.base.errors import MonitorError

PREFIX = "SOZIALRAUM_"
KNOWN = frozenset(
    PREFIX + name
    for name in (
        *("CITY", "WAREHOUSE", "BUILD_DATABASE", "MEMORY_LIMIT"),
        *("ENGINE", "SPARK", "SPARK_COMPARE"),
        *("SOURCE", "PORTAL_URL", "GEODATA_URL"),
        *("SCHEDULE", "DROPBOX_SENSOR", "UI_NAMES", "CODE_URL", "POSTGRES_URL"),
        *("ALERT_WEBHOOK", "ALERT_WEBHOOK_FORM", "ALERT_EMAIL", "ALERT_SENDER"),
        *("SMTP_HOST", "SMTP_SECURITY", "SMTP_USER", "SMTP_PASSWORD"),
    )
)


def require_known_variables() -> None:
    """
    Raises:
        MonitorError: something is set up by a variable that nothing reads.
    """
    unknown = sorted(one for one in os.environ if one.startswith(PREFIX) and one not in KNOWN)
    if unknown:
        from sozialraum.declarations.nearest import nearest

        told = " ".join(
            f"{one} is no variable of this program{nearest(one, KNOWN) or '.'}" for one in unknown
        )
        raise MonitorError(
            f"{told} Correct it where it is set (of a service /etc/sozialraum.env), or delete it; "
            "docs/engineers.md lists all"
        )
