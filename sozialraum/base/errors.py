"""The errors that a person is meant to read; everything else is a bug."""


class MonitorError(Exception):
    """Something that a person can mend; the text says what, where and how."""


class DeclarationError(MonitorError):
    """A file below ``cities/<city>/`` says something that cannot be meant."""


class SourceError(MonitorError):
    """A source's file is not what its declaration says; the text names file, row and column."""


class WarehouseError(MonitorError):
    """The folder of run-time data cannot be used: not writable, or disk or memory do not do."""


class BusyError(MonitorError):
    """Another refresh is writing to the warehouse."""


class PublicationError(MonitorError):
    """A publication is missing, incomplete or damaged."""
