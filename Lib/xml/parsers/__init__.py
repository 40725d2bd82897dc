"""The parser of XML."""
