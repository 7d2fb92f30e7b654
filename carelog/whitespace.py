"""What a template is indented by stays in the template: a page would carry it over every slow connection."""

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

AROUND_A_LINE_BREAK = re.compile(r"\s*\n\s*")


class Whitespace(Extension):
    """Of all the space around the end of a template's line one line break is left; what people wrote stays."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The same, with less in between."""
        for token in stream:
            yield token._replace(value=AROUND_A_LINE_BREAK.sub("\n", token.value)) if token.type == "data" else token
