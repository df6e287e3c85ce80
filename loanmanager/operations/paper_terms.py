"""What a loan rests on besides its clauses, as its agreement freezes it."""

from loanmanager.domain.lines import suspend_on
from loanmanager.domain.loan_terms import Terms
from loanmanager.domain.loans import Loan
from loanmanager.domain.office import Office, Rules, Site
from loanmanager.exchange import calendars


def terms_of(loan: Loan, rules: Rules, agency: Office, site: Site | None) -> Terms:
    """Return what holds for a loan today, made by an agency at a site, in the language of its papers."""
    types, charges = [item.device.type for item in loan.open_items], rules.policy.charges
    internet = any(kind.gives_internet for kind in types)
    due = loan.due or loan.out_on
    region = calendars.regions().get(site.region) if site and site.region else None
    return Terms(
        late_fee=charges.late_fee,
        late_fee_cap=charges.late_fee_cap,
        line_cut=suspend_on(due, rules) if internet else None,
        region=region.in_(loan.language) if region else "",
        help_line=agency.help_line or (site.phone if site else "") or agency.phone,
        erased=any(kind.needs_reset for kind in types),
        internet=internet,
        charged=charges.replacement,
    )
