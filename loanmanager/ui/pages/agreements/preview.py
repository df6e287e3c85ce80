"""The agreement as it would print, drawn anew when one stops typing."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.templates import Template
from loanmanager.i18n import language_name
from loanmanager.operations.wording_preview import Sample, draw
from loanmanager.ui.office import Office
from loanmanager.ui.pages.paper.sheets import Sheets
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, line, row

_PAUSE = 350  # ms without a key before it is drawn


class Preview(QWidget):
    """Signal: drawn() when the sheets show what was asked for last."""

    drawn = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.sheets = Sheets(office.words.say("Preview of the agreement"))
        self._language = label("", "muted")
        self._sample: Sample | None = None
        self._asked: tuple[Template, str, bool] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._draw)
        above = row(label(office.words.say("Preview"), "section"), self._language, None, margins=(16, 10, 16, 8))
        self.setLayout(column(above, line(), Grow(self.sheets), space=0))

    def set_sample(self, sample: Sample) -> None:
        """Draw with the office as it stands now."""
        self._sample = sample
        self._timer.start()

    def show_wording(self, template: Template, language: str, *, minor: bool) -> None:
        """Show a wording in a language, with a guardian or without, after a pause."""
        self._language.setText(language_name(language))
        if self._asked != (template, language, minor):
            self._asked = (template, language, minor)
            self._timer.start()

    def _draw(self) -> None:
        if self._sample is None or self._asked is None:
            return
        sample, (template, language, minor), page = self._sample, self._asked, self.office.settings.page_size
        self.office.draw(
            self, lambda: draw(sample, template, language, minor=minor, page=page), self._show, key="wording preview"
        )

    def _show(self, pdf: bytes) -> None:
        """Show the sheets where they were scrolled to."""
        bar = self.sheets.verticalScrollBar()
        at = bar.value()
        self.sheets.show_pdf(pdf)
        bar.setValue(at)
        self.drawn.emit()
