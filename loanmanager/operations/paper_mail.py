"""A paper as an e-mail draft with its PDF, which a person sends from their own program, in the paper's language."""

from loanmanager.operations import paperwork
from loanmanager.operations.paperwork import Paper
from loanmanager.sentences.papers import of_kind
from loanmanager.storage.search import PaperMail


def draft(paper: Paper, pdf: bytes, to: PaperMail | None) -> bytes:
    """Return the draft as an .eml file; whoever sends it types the address where there is none.

    To somebody discreet neither subject, text nor the file's name says who lends, or that anything is lent.
    """
    from loanmanager.exchange import mail

    facts, words = paperwork.facts_of(paper), paperwork.words_on(paperwork.facts_of(paper))
    say, lender = words.say, getattr(facts, "lender", None)
    hidden = to is not None and to.discreet
    named = say("Document") if hidden else f"{of_kind(paper.kind, words)} {facts.number}"
    lines = [say("Hello {name},", name=to.name) if to else say("Hello,"), ""]
    lines.append(say("{paper} is attached as a PDF file.", paper=named))
    if lender and not hidden:
        lines += ["", *(part for part in (lender.name, lender.phone, lender.email) if part)]
    return mail.draft(
        to.address if to else "", named, "\n".join(lines), (f"{named}.pdf", pdf), name=to.name if to else ""
    )
