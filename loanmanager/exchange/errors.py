"""Why a file cannot be read as a sheet: typed, with fields and no prose."""


class SheetError(Exception):
    """A file that somebody chose cannot be read as a sheet."""


class NotASheet(SheetError):
    """The file is something else. `looks_like` is a file name's ending such as xlsx or pdf, else binary."""

    def __init__(self, looks_like: str) -> None:
        super().__init__(looks_like)
        self.looks_like = looks_like


class Empty(SheetError):
    """The file holds no text, or none but secrets."""


class NoHeader(SheetError):
    """The first row holds values, not the names of columns; `first_row` shows it."""

    def __init__(self, line: int, first_row: tuple[str, ...]) -> None:
        super().__init__(line)
        self.line = line
        self.first_row = first_row


class TooBig(SheetError):
    """The file is larger than what is read at once. `unit` is bytes, columns or cells."""

    def __init__(self, size: int, limit: int, unit: str = "bytes") -> None:
        super().__init__(size, limit, unit)
        self.size = size
        self.limit = limit
        self.unit = unit


class OpenQuote(SheetError):
    """A quotation mark that opens a cell on this line is never closed, so that every later line is inside the cell."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class UnknownEncoding(SheetError):
    """The encoding that somebody asked for does not exist or is not one of text."""

    def __init__(self, encoding: str) -> None:
        super().__init__(encoding)
        self.encoding = encoding


class Cancelled(Exception):
    """Reading was stopped on request; nothing was kept."""
