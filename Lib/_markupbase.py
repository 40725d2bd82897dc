"""What parsers of markup have in common: where they are in the text."""


class ParserBase:
    """Counts lines and columns."""

    def reset(self):
        self.lineno, self.offset = 1, 0

    def getpos(self):
        """Return the line and the column of what was found last."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Count the text between two places, and return the second."""
        if i < j:
            passed = self.rawdata[i:j]
            lines = passed.count('\n')
            if lines:
                self.lineno += lines
                self.offset = len(passed) - passed.rfind('\n') - 1
            else:
                self.offset += j - i
        return j

    def unknown_decl(self, data):
        """Called for declarations that aren't known."""
