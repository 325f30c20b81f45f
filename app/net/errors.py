"""Why a reply could not be read, as one tree.

FetchError
├── HostRefusedError   a host that is not asked, whoever names it
├── UnreachableError   no connection, or it broke
├── TooSlowError       no complete reply before the deadline: silent, trickling or endless
├── TooLargeError      over the limit, on the wire or once inflated
├── EncodingError      an encoding that was not asked for, or broken gzip
└── NotJsonError       the body is not JSON
"""


class FetchError(Exception):
    """A reply that cannot be used. The message names no URL, header or content."""


class HostRefusedError(FetchError):
    """The host is not asked: it is not on the public internet, or its address is not one that strangers may name."""


class UnreachableError(FetchError):
    """No connection could be made, or it broke before the reply was complete."""


class TooSlowError(FetchError):
    """The reply was not complete at the deadline."""


class TooLargeError(FetchError):
    """The reply passed a size limit and was dropped there."""


class EncodingError(FetchError):
    """The reply came in an encoding that was not asked for, or its gzip stream is broken."""


class NotJsonError(FetchError):
    """The body is not JSON, or nested too deeply to be read."""
