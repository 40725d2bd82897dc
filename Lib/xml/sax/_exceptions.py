"""The exceptions of SAX."""


class SAXException(Exception):
    """An error or a warning: a message, and perhaps the exception behind it."""

    def __init__(self, msg, exception=None):
        super().__init__(msg)
        self._message, self._cause = msg, exception

    def getMessage(self):
        """Return the message."""
        return self._message

    def getException(self):
        """Return the exception behind it, or None."""
        return self._cause

    def __str__(self):
        return self._message

    def __getitem__(self, ix):
        raise AttributeError('__getitem__')


class SAXParseException(SAXException):
    """An error in a document, with the place of it."""

    def __init__(self, msg, exception, locator):
        super().__init__(msg, exception)
        # The locator moves on.
        self._place = locator.getSystemId(), locator.getLineNumber(), locator.getColumnNumber()
        self._locator = locator

    def getColumnNumber(self):
        """Return the column, from 0."""
        return self._place[2]

    def getLineNumber(self):
        """Return the line, from 1."""
        return self._place[1]

    def getPublicId(self):
        """Return the public id of the document."""
        return self._locator.getPublicId()

    def getSystemId(self):
        """Return the system id of the document."""
        return self._locator.getSystemId()

    def __str__(self):
        name, line, column = [value if value is not None else unknown
                              for value, unknown in zip((self.getSystemId(), *self._place[1:]), ('<unknown>', '?', '?'))]
        return f'{name}:{line}:{column}: {self._message}'


class SAXNotRecognizedException(SAXException):
    """There is no such feature or property."""


class SAXNotSupportedException(SAXException):
    """The feature or property can't be had that way."""


class SAXReaderNotAvailable(SAXNotSupportedException):
    """The parser isn't there."""
