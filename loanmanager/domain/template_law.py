"""What a template must not say lightly in Québec, where a loan for use is free (C.c.Q. 2313) and normal use costs nothing (2322).

The two warnings are about words, not advice: a phrase is pointed out so that the agency's counsel looks at it.
"""

import re
from collections.abc import Iterator

from loanmanager.domain.names import name_key
from loanmanager.domain.templates import Doubt, Mind, Template

_FEE = re.compile(
    r"\b(rental|rent|hire|usage|user|borrowing|lending|loan|weekly|monthly|daily) (fee|charge|price|cost|payment|rate)s?\b"
    r"|\b(fee|charge|payment|price)s? (for|of) (the )?(rental|use|using|borrowing|loan|hire|renting)\b"
    r"|\b(in exchange for|against) (a )?(payment|rent)\b|\b(pays?|owes?) (a |the )?rent\b|\bleased? to you\b"
    r"|\b(frais|prix|cout|couts|montant|tarif|paiement)s? (de la |de l'|de |d'|du |pour la |pour l')"
    r"(location|utilisation|usage|emprunt|pret)\b|\bloyers?\b|\bloue(e|es|s)? (contre|moyennant|au prix|pour la somme)\b"
    r"|\bmoyennant (un |des )?(paiement|frais|somme|loyer)\b"
)
_FREE = re.compile(r"\b(no|not|never|without|free|nor|aucun|aucune|aucuns|sans|ni|jamais|pas)\b")
_THEN_FREE = re.compile(
    r"s?( (is|are|will be|est|sont|sera|seront))?:? (not|never|waived|none|free|nul|nuls|aucun|gratuit)\b"
)
_LATE = re.compile(r"\b(late|overdue|retard)\b")
_OWES = re.compile(
    r"\b(liable|liability|responsible|accountable|answerable|pays?|reimburses?|owes?|bears?|assumes?)\b"
    r"|\b(responsable|responsabilite|paie|paierez|payez|paye|payer|rembourse|remboursez|rembourser|doit|devez|assume|assumez|repond|repondez)\b"
)
_ALWAYS = re.compile(
    r"\bin (all|any|every) (case|event|circumstance)s?\b|\bunder (all|any) circumstances?\b|\bin all instances\b"
    r"|\bwhat(so)?ever (the |its )?(cause|reason|happens)\b|\bregardless of (the )?(fault|cause|reason|circumstance)s?\b"
    r"|\b(with or without|without|even without|no matter whose) (any )?fault\b|\bno matter (the |what the )?(cause|reason|what)\b"
    r"|\ball (loss|damage|losses|damages) (whatsoever|of any kind)\b|\bany (loss|damage) whatsoever\b"
    r"|\b(act of god|force majeure|cas fortuit)\b"
    r"|\b(en|dans) (tous|tout) (les )?cas\b|\ben toutes? circonstances?\b|\ben toute hypothese\b"
    r"|\bquel(le|s|les)? que soi(t|ent) (la |les )?(cause|raison|circonstance)s?\b|\bquelle qu'en soit la (cause|raison)\b"
    r"|\bpeu importe (la |les |le )?(cause|raison|circonstance|motif)s?\b|\b(meme )?(sans|en l'absence de) (sa |votre |toute )?faute\b"
    r"|\bsans egard a (la |sa |votre )?(faute|cause)\b"
)
_NORMAL = re.compile(r"\b(normal|ordinary|fair|usual)( use| wear|.{0,12} tear)|\b(usure|usage) normale?\b")
_NOT = re.compile(r"\b(not|never|no|nothing|nobody|ne|pas|aucun|aucune|jamais|rien|personne)\b|\bn'")
_EXCEPT = re.compile(r"\b(except|excepted|unless|other than|beyond|sauf|hormis|excepte|au-dela)\b")
_NEAR = 4  # words before a fee in which a no still takes it back
_SENTENCES = re.compile(r"[^.;!?\n]+")


def quebec(template: Template) -> tuple[Doubt, ...]:
    """Return each rental fee (C.c.Q. 2313) and each liability in all cases or for normal use (2322) that clauses in use state.

    English and French are read; `about` is the sentence as it stands.
    """
    return tuple(
        doubt
        for clause in template.clauses
        if clause.on
        for language, said in clause.texts.items()
        for doubt in _of_text(clause.id, language, f"{said.title}.\n{said.text}")
    )


def _of_text(clause: str, language: str, text: str) -> Iterator[Doubt]:
    for found in _SENTENCES.finditer(text):
        sentence = found[0].strip()
        if charges_rent(sentence):
            yield Doubt(Mind.RENTAL_FEE, clause, language, sentence)
        elif owes_always(sentence):
            yield Doubt(Mind.STRICT, clause, language, sentence)


def charges_rent(sentence: str) -> bool:
    """Tell whether a sentence asks for a price for the loan itself; a late fee is no rent, and "no rental fee" is none."""
    plain = _plain(sentence)
    if _LATE.search(plain):
        return False
    for found in _FEE.finditer(plain):
        before = " ".join(plain[: found.start()].split()[-_NEAR:])
        if not (_FREE.search(before) or _THEN_FREE.match(plain[found.end() :])):
            return True
    return False


def owes_always(sentence: str) -> bool:
    """Tell whether a sentence makes the borrower answer for what is nobody's fault, or for normal wear."""
    plain = _plain(sentence)
    rest = _ALWAYS.sub(" ", plain)  # "without fault", "no matter what" do not take the debt back
    if not _OWES.search(rest) or _NOT.search(rest):
        return False
    return bool(_ALWAYS.search(plain)) or bool(_NORMAL.search(plain) and not _EXCEPT.search(plain))


def _plain(text: str) -> str:
    return name_key(text.replace("\u2019", "'"))
