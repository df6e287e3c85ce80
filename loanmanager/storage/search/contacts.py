"""The notices that are due today, to whom and by which safe channel (product 4.7), and what came of earlier tries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loanmanager.domain.chasing import Barrier, Outcome, Sent, Way, barriers, channel_for, due_rule
from loanmanager.domain.clients import Channel, Client
from loanmanager.domain.lines import suspend_on
from loanmanager.domain.names import Label
from loanmanager.domain.notices import NoticeRule, Stage
from loanmanager.domain.office import Rules
from loanmanager.storage import clients, contacts, office
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import among, moment

_EARLY = timedelta(days=31)
"""How much earlier than its day a notice before the due date may come, the days before it being closed."""


@dataclass(frozen=True, slots=True)
class NoticeDevice:
    """A device that a notice is about. `cut_on` is the day on which its line is to be suspended, if it has an active one."""

    tag: str
    name: str
    type: Label
    icon: str
    cut_on: date | None = None


@dataclass(frozen=True, slots=True)
class TryRow:
    """A contact that did not tell the client: a call without an answer, a letter that came back."""

    way: Way
    outcome: Outcome
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice that is due. `channel` is the best safe one, None where none is; `barriers` say why others cannot be used.

    `days_late` are calendar days, fewer than none before the due date; `tried` is the last try that failed.
    """

    loan_id: int
    number: str
    client_id: int
    file_number: str
    name: str
    called: str
    language: str
    phones: tuple[str, ...]
    due: date
    days_late: int
    stage: Stage
    devices: tuple[NoticeDevice, ...]
    channel: Channel | None
    barriers: dict[Channel, Barrier]
    discreet: bool
    site_id: int | None
    earlier: tuple[Sent, ...] = ()
    tried: TryRow | None = None

    @property
    def may_leave_message(self) -> bool:
        """Tell whether a voicemail may be left."""
        return Channel.VOICEMAIL not in self.barriers

    @property
    def writable(self) -> bool:
        """Tell whether the client may be written to by letter or e-mail."""
        return bool({Channel.LETTER, Channel.EMAIL} - set(self.barriers))


@dataclass(frozen=True, slots=True)
class _Late:
    """A loan with something out that is due or nearly so."""

    id: int
    number: str
    client_id: int
    site_id: int | None
    due: date


def notices_due(store: Engine, today: date) -> tuple[NoticeRow, ...]:
    """Return the notices to send today, the latest loans first; a loan has at most one."""
    rules = _Rules(store)
    loans = _late(store, today, rules.of(None))
    sent = contacts.sent(store, [loan.id for loan in loans])
    found: list[tuple[_Late, NoticeRule]] = []
    for loan in loans:
        rule = due_rule(loan.due, rules.of(loan.site_id), today, sent.get((loan.id, loan.due), ()))
        if rule:
            found.append((loan, rule))
    devices = _devices(store, [loan for loan, _ in found], rules)
    tries = _tries(store, [loan for loan, _ in found])
    made = []
    for loan, rule in found:
        client = clients.with_id(store, loan.client_id)
        assert client is not None
        earlier = tuple(sent.get((loan.id, loan.due), ()))
        made.append(_row(loan, rule, client, devices.get(loan.id, ()), earlier, tries.get(loan.id), today))
    return tuple(made)


class _Rules:
    """The rules of each site, read once."""

    def __init__(self, store: Engine) -> None:
        self._store = store
        self._known: dict[int | None, Rules] = {}

    def of(self, site_id: int | None) -> Rules:
        """Return the rules of a site."""
        if site_id not in self._known:
            self._known[site_id] = office.rules(self._store, site_id)
        return self._known[site_id]


def _late(store: Engine, today: date, rules: Rules) -> list[_Late]:
    """Return the loans that any stage could concern, each with its earliest due date."""
    before = [-rule.after for rule in rules.policy.notices if rule.channels and rule.after <= 0]
    until = today + timedelta(days=max(before)) + _EARLY if before else today
    rows = store.rows(
        """SELECT l.id, l.number, l.client_id, l.site_id, MIN(i.due_on) AS due_on
           FROM items i JOIN loans l ON l.id = i.loan_id WHERE i.ended IS NULL AND i.due_on <= :until
           GROUP BY l.id, l.number, l.client_id, l.site_id ORDER BY due_on, l.number""",
        until=until.isoformat(),
    )
    return [_Late(r["id"], r["number"], r["client_id"], r["site_id"], date.fromisoformat(r["due_on"])) for r in rows]


def _devices(store: Engine, loans: Iterable[_Late], rules: _Rules) -> dict[int, tuple[NoticeDevice, ...]]:
    """Return what is out on each loan and due by its date."""
    known = {loan.id: loan for loan in loans}
    listed, named = among(known)
    rows = store.rows(
        f"""SELECT i.loan_id, i.due_on, d.tag, d.make, d.model, t.name_en, t.name_fr, t.icon,
                   EXISTS (SELECT 1 FROM line_uses u JOIN lines n ON n.id = u.line_id
                           WHERE u.device_id = d.id AND u.until IS NULL AND n.state = 'active') AS lined
            FROM items i JOIN devices d ON d.id = i.device_id JOIN device_types t ON t.id = d.type_id
            WHERE i.ended IS NULL AND i.loan_id IN {listed} ORDER BY i.id""",
        **named,
    )
    made: dict[int, tuple[NoticeDevice, ...]] = {}
    for row in rows:
        loan = known[row["loan_id"]]
        cut = suspend_on(date.fromisoformat(row["due_on"]), rules.of(loan.site_id)) if row["lined"] else None
        name = " ".join(part for part in (row["make"], row["model"]) if part)
        device = NoticeDevice(row["tag"], name, Label(row["name_en"], row["name_fr"]), row["icon"], cut)
        made[loan.id] = (*made.get(loan.id, ()), device)
    return made


def _tries(store: Engine, loans: Iterable[_Late]) -> dict[int, TryRow]:
    """Return the last try that did not tell the client, for each loan and its present due date."""
    due = {loan.id: loan.due for loan in loans}
    listed, named = among(due)
    rows = store.rows(
        f"""SELECT loan_id, due_on, channel, outcome, at FROM contacts
            WHERE loan_id IN {listed} AND stage <> '' AND counts = 0 AND undone = 0 ORDER BY id""",
        **named,
    )
    return {
        row["loan_id"]: TryRow(Way(row["channel"]), Outcome(row["outcome"]), moment(row["at"]))
        for row in rows
        if row["due_on"] == due[row["loan_id"]].isoformat()
    }


def _row(
    loan: _Late,
    rule: NoticeRule,
    client: Client,
    devices: tuple[NoticeDevice, ...],
    earlier: tuple[Sent, ...],
    tried: TryRow | None,
    today: date,
) -> NoticeRow:
    return NoticeRow(
        loan_id=loan.id,
        number=loan.number,
        client_id=client.id,
        file_number=client.file_number,
        name=client.listed_name,
        called=client.called,
        language=client.language,
        phones=client.phones,
        due=loan.due,
        days_late=(today - loan.due).days,
        stage=rule.stage,
        devices=devices,
        channel=channel_for(rule, client),
        barriers=barriers(client),
        discreet=client.discreet,
        site_id=loan.site_id,
        earlier=earlier,
        tried=tried,
    )
