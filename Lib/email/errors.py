"""What can be wrong with a message: exceptions, and defects that parsers note down in a message."""


class MessageError(Exception):
    """What this package raises."""


class MessageParseError(MessageError):
    """A message can't be read."""


class HeaderParseError(MessageParseError):
    """A header can't be read."""


class BoundaryError(MessageParseError):
    """The boundary that ends a part isn't there."""


class MultipartConversionError(MessageError, TypeError):
    """The message can't become a multipart."""


class CharsetError(MessageError):
    """There is no such charset."""


class HeaderWriteError(MessageError):
    """A header can't be written."""


class MessageDefect(ValueError):
    """Something wrong with a message that was read all the same."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


class NoBoundaryInMultipartDefect(MessageDefect):
    """A multipart doesn't say what its boundary is."""


class StartBoundaryNotFoundDefect(MessageDefect):
    """The boundary before the first part isn't there."""


class CloseBoundaryNotFoundDefect(MessageDefect):
    """The boundary after the last part isn't there."""


class FirstHeaderLineIsContinuationDefect(MessageDefect):
    """The first line of the headers begins with white space."""


class MisplacedEnvelopeHeaderDefect(MessageDefect):
    """A line that begins with From and a space stands among the headers."""


class MissingHeaderBodySeparatorDefect(MessageDefect):
    """A line that is no header comes before the empty line."""


MalformedHeaderDefect = type('MalformedHeaderDefect', (MessageDefect,), {
    '__doc__': 'Another name that MissingHeaderBodySeparatorDefect once had.', '__module__': __name__})


class MultipartInvariantViolationDefect(MessageDefect):
    """A multipart has no parts."""


class InvalidMultipartContentTransferEncodingDefect(MessageDefect):
    """A multipart has an encoding, which only its parts can have."""


class UndecodableBytesDefect(MessageDefect):
    """A header has bytes of which nobody knows what they mean."""


class InvalidBase64PaddingDefect(MessageDefect):
    """Base64 data lacks equals signs at its end."""


class InvalidBase64CharactersDefect(MessageDefect):
    """Base64 data has characters that aren't in its alphabet."""


class InvalidBase64LengthDefect(MessageDefect):
    """Base64 data has a length that can't be: one more than a multiple of four."""


class HeaderDefect(MessageDefect):
    """Something wrong with a header."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)


class InvalidHeaderDefect(HeaderDefect):
    """A header isn't written as it has to be."""


class HeaderMissingRequiredValue(HeaderDefect):
    """A header is empty that must not be."""


class NonPrintableDefect(HeaderDefect):
    """A header has control characters."""

    def __init__(self, non_printables):
        super().__init__(non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return f'the following ASCII non-printables found in header: {self.non_printables}'


class ObsoleteHeaderDefect(HeaderDefect):
    """A header is written as it was in earlier times."""


class NonASCIILocalPartDefect(HeaderDefect):
    """What stands before the @ of an address isn't ASCII."""


class InvalidDateDefect(HeaderDefect):
    """A date is none."""
