"""Editing the agreement's wording: clauses at the left, their words in the middle, what it will look like at the right."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from loanmanager.domain.templates import Doubt, Flaw, Mind, Template, TemplateClause, flaws
from loanmanager.operations import heading_words, templating, wording_preview
from loanmanager.operations.done import Changes, Kind
from loanmanager.storage.search import Store
from loanmanager.ui.office import Office
from loanmanager.ui.pages.agreements import draft
from loanmanager.ui.pages.agreements.bar import Bar
from loanmanager.ui.pages.agreements.clauses import WORDS, Clauses
from loanmanager.ui.pages.agreements.form import ClauseForm
from loanmanager.ui.pages.agreements.keeping import Keeping
from loanmanager.ui.pages.agreements.preview import Preview
from loanmanager.ui.pages.agreements.problems import Problem, Problems
from loanmanager.ui.pages.agreements.words import FixedWords
from loanmanager.ui.pages.page import Page
from loanmanager.ui.theme import fit, px
from loanmanager.ui.widgets.buttons import Primary
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.layout import Grow, bed, column, holder, line, row
from loanmanager.ui.widgets.panel import Panel

_BESIDE = 1060  # px at 100 %: with less, the preview takes the place of the words when it is asked for
_LIST, _FORM, _SHEET = 236, 540, 400
_ANY = 16_777_215  # Qt's word for no limit
_PAUSE = 250  # ms without a key before problems are looked for


class AgreementsPage(Page):
    """The editor. What was typed stays while one looks elsewhere, until it is saved."""

    shows: Changes = frozenset({Kind.OFFICE})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        self._kept: Template | None = None  # the version that was opened
        self._now: Template | None = None
        self.clauses, self.problems = Clauses(self.words), Problems(self.words)
        self.fixed = FixedWords(self.words)
        self.form = ClauseForm(self.words, [each for each in office.view.types if each.active])
        self.preview = Preview(office)
        self._keeping = Keeping(office, self)
        self.note = entry("", say("What is new, for the list of versions"), says=say("What is new"))
        self.primary = Primary(say("Save"), "Ctrl+S", "Ctrl+S")
        self.primary.clicked.connect(self.save)
        self.bar = Bar(self.words)
        self._language = self._wanted = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._check)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        left = bed("surface", row(Grow(self.clauses), space=0))
        fit(left, lambda me: me.setFixedWidth(px(_LIST)))
        self._words = holder(row(Grow(left), line(vertical=True), Grow(self._middle(), 100), space=0))
        self._bed = bed("window", row(Grow(self.preview), space=0))
        self._between = line(vertical=True)
        body = row(Grow(self._words, 10), self._between, Grow(self._bed), space=0)
        self.setLayout(column(self.bar, line(), Grow(holder(body)), space=0))

    def _middle(self) -> QWidget:
        form = holder(column(self.form, margins=(20, 14, 20, 14)))
        self._clause = Panel(form)
        self.fixed.hide()
        foot = row(Grow(self.note), self.primary, space=12, margins=(20, 10, 20, 12))
        return bed(
            "surface", column(Grow(self._clause), Grow(self.fixed), line(), self.problems, holder(foot), space=0)
        )

    def _listen(self) -> None:
        self.clauses.list.chosen.connect(self._choose)
        self.clauses.list.toggled.connect(self._toggle)
        self.clauses.list.moved.connect(self._move)
        self.clauses.list.removed.connect(self._remove)
        self.clauses.added.connect(self._add)
        self.form.edited.connect(self._edited)
        self.form.turned.connect(self._turned)
        self.fixed.edited.connect(self._take_words)
        self.fixed.turned.connect(self._turned)
        self.problems.wanted.connect(self._go_to)
        self.bar.left.connect(self.go_back)
        self.bar.looked.connect(lambda _: self._place())
        self.bar.versions.connect(self._keeping.open_versions)
        self._keeping.saved.connect(self._saved)
        self._keeping.over.connect(self._save_over)
        QShortcut(QKeySequence("Esc"), self, self.go_back, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Reading

    def open(self, what: object = None) -> None:  # noqa: ARG002 (there is one wording)
        """Show the wording in force, or what was being edited."""
        self.reload()
        self.clauses.list.setFocus()

    def reload(self) -> None:
        """Read the wording, the languages and the office again; what was edited stays."""
        by = self.office.by()

        def read(store: Store) -> tuple[Template, wording_preview.Sample]:
            return templating.to_edit(store).template, wording_preview.sample(store, by)

        self.office.ask(self, read, lambda found: self._show(*found), key="wording")

    def _show(self, kept: Template, sample: wording_preview.Sample) -> None:
        untouched = self._now is None or self._now == self._kept
        if untouched:
            self._kept = self._now = kept
        languages = self.office.view.paper_languages
        self.form.set_languages(languages)
        self.fixed.set_languages(heading_words.to_write(languages))
        self._language = self._language or self.form.languages()[0]
        self.preview.set_sample(sample)
        self._check()
        if not self.clauses.list.current() and self.template.clauses:
            self.clauses.list.choose(self._wanted or self.template.clauses[0].id)
        else:
            self._choose(self.clauses.list.current())

    @property
    def template(self) -> Template:
        """Return the wording as it stands here."""
        assert self._now is not None
        return self._now

    @property
    def unsaved(self) -> bool:
        """Tell whether anything was changed."""
        return self._now != self._kept

    # Editing

    def _choose(self, id_: str) -> None:
        words = id_ == WORDS
        self._clause.setVisible(not words)
        self.fixed.setVisible(words)
        self.problems.set_quiet(quiet=words)
        if words and self._now is not None:
            self.fixed.show_template(self._now)
            self._turned(self.fixed.language.value())
            return
        clause = self._now.clause(id_) if self._now else None
        self.form.setEnabled(clause is not None)
        if clause is not None:
            self.form.show_clause(clause, self.office.view.office.language)
            self._look()

    def _take(self, template: Template) -> None:
        """Go on with another wording."""
        self._now = template
        self._timer.start()

    def _edited(self, clause: TemplateClause) -> None:
        self._take(draft.changed(self.template, clause))

    def _take_words(self, template: Template) -> None:
        self._take(template)
        self.fixed.show_template(template)

    def _toggle(self, id_: str) -> None:
        clause = self.template.clause(id_)
        assert clause is not None
        self._take(draft.changed(self.template, replace(clause, on=not clause.on)))
        self._check()
        self._choose(id_)

    def _move(self, id_: str, by: int) -> None:
        self._take(draft.moved(self.template, id_, by))
        self._check()

    def _add(self) -> None:
        titles = dict.fromkeys(self.office.view.paper_languages[:1], self.words.say("New clause"))
        template, id_ = draft.added(self.template, titles, self.clauses.list.clause())
        self._take(template)
        self._check()
        self.clauses.list.choose(id_)
        self.form.sides[0].title.setFocus()
        self.form.sides[0].title.selectAll()

    def _remove(self, id_: str) -> None:
        before, clause = self.template, self.template.clause(id_)
        assert clause is not None
        at = [each.id for each in before.clauses].index(id_)
        self._take(draft.removed(before, id_))
        self._check()
        left = self.template.clauses
        if left:
            self.clauses.list.choose(left[min(at, len(left) - 1)].id)
        title = clause.title(self.words.language)
        undo = (self.words.say("Undo"), lambda: self._put_back(clause, at))
        self.office.say(self.words.say("“{clause}” is taken out", clause=title), undo)

    def _put_back(self, clause: TemplateClause, at: int) -> None:
        clauses = list(self.template.clauses)
        if self.template.clause(clause.id) is None:
            clauses.insert(min(at, len(clauses)), clause)
            self._take(replace(self.template, clauses=tuple(clauses)))
            self._check()
            self.clauses.list.choose(clause.id)

    # Checking

    def _check(self) -> None:
        """Look for what is wrong and what there is to mind, and show it."""
        if self._now is None:
            return
        view = self.office.view
        found: list[Problem] = [*flaws(self._now)]
        kinds = [each.key for each in view.types]
        found += templating.to_mind(self._now, view.paper_languages, kinds, view.sites)
        wrong = {_place(each) for each in found if isinstance(each, Flaw)}
        mind = {_place(each) for each in found if isinstance(each, Doubt)}
        self.clauses.show_clauses(self._now, wrong, mind, heading_words.to_write(view.paper_languages))
        self.problems.show_problems(self._now, found)
        self._say_state()
        self._look()

    def _say_state(self) -> None:
        assert self._kept is not None
        self.bar.show_state(self._kept, unsaved=self.unsaved)
        self.primary.set_words(self.words.say("Save as version {n}", n=self._kept.version + 1))
        self.primary.setEnabled(self.unsaved)

    def _go_to(self, problem: Problem) -> None:
        """Go to where something is wrong."""
        self.bar.looks.setChecked(False)
        self.clauses.list.choose(_place(problem))
        if _place(problem) == WORDS:
            self.fixed.go_to(problem.language, problem.word if isinstance(problem, Flaw) else "")
        elif isinstance(problem, Flaw):
            self.form.go_to(problem.language, title=problem.field == "title")
        elif problem.mind in {Mind.MAY_BE_EMPTY, Mind.OTHER_TYPE}:
            self.form.when.setFocus()
        else:
            self.form.go_to(problem.language)

    # Looking

    def _turned(self, language: str) -> None:
        self._language = language
        self._look()

    def _look(self) -> None:
        if self._now is None:
            return
        clause = self._now.clause(self.clauses.list.current())
        minor = clause is not None and clause.when == "minor"
        self.preview.show_wording(self._now, self._language, minor=minor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview beside the words, or in their place where there is little room."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Show words and preview side by side, or, asked for or with little room, one of them."""
        narrow, looking = self.width() < px(_BESIDE), self.bar.looks.isChecked()
        beside = not narrow and not looking
        self._words.setVisible(beside or not looking)
        self._between.setVisible(beside)
        self._bed.setVisible(beside or looking)
        if beside:
            self._bed.setFixedWidth(max(px(_SHEET), self.width() - px(_LIST) - px(_FORM)))
        else:
            self._bed.setMinimumWidth(0)
            self._bed.setMaximumWidth(_ANY)
        self.form.set_narrow(narrow=self.width() - px(_LIST) < px(_FORM))

    # Keeping

    def save(self) -> None:
        """Keep what was edited as a new version; what is wrong is gone to first."""
        wrong = flaws(self.template)
        if wrong:
            self._check()
            self._go_to(wrong[0])
        else:
            self._keeping.save(self.template, self.note.text())

    def _saved(self, sent: Template, made: Template) -> None:
        """Go on from the version that was made; what was typed meanwhile stays."""
        self._now = made if self._now == sent else replace(self.template, version=made.version, draft=True)
        self._kept = made
        self.note.clear()
        self._check()

    def _save_over(self, version: int) -> None:
        """Save what was edited as the version after somebody else's."""
        self._now = replace(self.template, version=version)
        self.save()

    def go_back(self) -> None:
        """Go back to the settings; what was typed stays here."""
        self.office.go("settings", "agreements")

    # Surviving a rebuild

    def state(self) -> object:
        """Return what was edited, which clause is shown, and the note."""
        edited = (self._kept, self._now) if self.unsaved else None
        return edited, self.clauses.list.current(), self.note.text()

    def put_back(self, state: object) -> None:
        """Show again what `state` gave."""
        match state:
            case (edited, str(chosen), str(note)):
                if isinstance(edited, tuple):
                    self._kept, self._now = edited
                self._wanted = chosen
                self.note.setText(note)
                self.reload()


def _place(problem: Problem) -> str:
    """Return where something is wrong: the clause's name, or the entry of headings and fixed words."""
    fixed = problem.word if isinstance(problem, Flaw) else problem.mind in {Mind.WORDS_MISSING, Mind.WORDS_DRAFT}
    return WORDS if fixed else problem.clause
