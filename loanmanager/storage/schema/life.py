"""Step 0002: a loan's whole life: reservations, kits, lines' work, contacts, incidents, repairs, stocktakes."""

_OFFICE = (
    "ALTER TABLE sites ADD COLUMN region TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE closures ADD COLUMN name_fr TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE closures ADD COLUMN holiday TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE closures ADD COLUMN lifted INTEGER NOT NULL DEFAULT 0 CHECK (lifted IN (0, 1))",
    "CREATE UNIQUE INDEX one_holiday_per_day ON closures (site_id, first_day) WHERE holiday <> ''",
    "ALTER TABLE loans ADD COLUMN renewals INTEGER CHECK (renewals >= 0)",
)

_RESERVATIONS = (
    """CREATE TABLE reservations (
        id {pk}, number TEXT NOT NULL UNIQUE, client_id INTEGER REFERENCES clients(id),
        programme_id INTEGER REFERENCES programmes(id), type_id INTEGER REFERENCES device_types(id),
        device_id INTEGER REFERENCES devices(id), first_day TEXT NOT NULL, last_day TEXT NOT NULL,
        site_id INTEGER REFERENCES sites(id), made_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        priority TEXT NOT NULL DEFAULT '', rank INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT 'waiting'
            CHECK (state IN ('waiting', 'ready', 'lent', 'cancelled', 'expired')),
        held_device_id INTEGER REFERENCES devices(id), ready_until TEXT, loan_id INTEGER REFERENCES loans(id),
        CHECK (last_day >= first_day),
        CHECK ((client_id IS NULL) <> (programme_id IS NULL)),
        CHECK ((type_id IS NULL) <> (device_id IS NULL)),
        CHECK ((state = 'ready') = (held_device_id IS NOT NULL))
    ) {strict}""",
    "CREATE UNIQUE INDEX one_hold_per_device ON reservations (held_device_id) WHERE held_device_id IS NOT NULL",
    "CREATE INDEX reservations_open ON reservations (first_day, id) WHERE state IN ('waiting', 'ready')",
    "CREATE INDEX reservations_by_client ON reservations (client_id, id)",
)

_KITS = (
    """CREATE TABLE kits (
        id {pk}, tag TEXT NOT NULL, tag_key TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL,
        name_fr TEXT NOT NULL DEFAULT '', cost INTEGER CHECK (cost >= 0), note TEXT NOT NULL DEFAULT '',
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) {strict}""",
    """CREATE TABLE kit_units (
        id {pk}, kit_id INTEGER NOT NULL REFERENCES kits(id), device_id INTEGER NOT NULL REFERENCES devices(id),
        position INTEGER NOT NULL DEFAULT 0, label_en TEXT NOT NULL DEFAULT '', label_fr TEXT NOT NULL DEFAULT '',
        since TEXT NOT NULL, until TEXT
    ) {strict}""",
    "CREATE UNIQUE INDEX one_kit_per_device ON kit_units (device_id) WHERE until IS NULL",
    "CREATE INDEX units_by_kit ON kit_units (kit_id, position)",
    "ALTER TABLE items ADD COLUMN kit_id INTEGER REFERENCES kits(id)",
)

_LINES = (  # what waits is worked out from states and due dates; only what was done or left aside is kept
    """CREATE TABLE line_tasks (
        id {pk}, line_id INTEGER NOT NULL REFERENCES lines(id),
        task TEXT NOT NULL CHECK (task IN ('suspend', 'reactivate', 'cancel')),
        item_id INTEGER REFERENCES items(id), since TEXT, at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        reference TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'dropped'))
    ) {strict}""",
    "CREATE INDEX line_tasks_by_line ON line_tasks (line_id, id)",
    "CREATE INDEX lines_suspended ON lines (id) WHERE state = 'suspended'",
    "CREATE INDEX lines_by_plan_end ON lines (plan_end, id) WHERE plan_end IS NOT NULL AND state <> 'cancelled'",
    "CREATE INDEX lines_by_number ON lines (number, id)",
    "CREATE INDEX line_uses_by_device ON line_uses (device_id, id)",
    "CREATE INDEX line_uses_by_line ON line_uses (line_id, id)",
    "CREATE INDEX devices_by_warranty ON devices (warranty_end, id) WHERE warranty_end IS NOT NULL",
)

_CONTACTS = (
    """CREATE TABLE contacts (
        id {pk}, client_id INTEGER NOT NULL REFERENCES clients(id), loan_id INTEGER REFERENCES loans(id),
        stage TEXT NOT NULL DEFAULT '', due_on TEXT, channel TEXT NOT NULL
            CHECK (channel IN ('call', 'voicemail', 'text', 'email', 'letter', 'in_person')),
        at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id), outcome TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '', paper_id INTEGER REFERENCES papers(id),
        counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1)),
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) {strict}""",
    """CREATE UNIQUE INDEX no_notice_twice ON contacts (loan_id, due_on, stage)
        WHERE stage <> '' AND counts = 1 AND undone = 0""",
    "CREATE INDEX contacts_by_client ON contacts (client_id, id)",
)

_INCIDENTS = (
    "ALTER TABLE incidents ADD COLUMN happened_on TEXT",
    "ALTER TABLE incidents ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incidents ADD COLUMN police_number TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incidents ADD COLUMN follow_up TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incidents ADD COLUMN follow_up_on TEXT",
    "ALTER TABLE incidents ADD COLUMN decision TEXT NOT NULL DEFAULT '' CHECK (decision IN ('', 'charge', 'waive', 'found'))",
    "ALTER TABLE incidents ADD COLUMN decision_reason TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE charges (
        id {pk}, incident_id INTEGER REFERENCES incidents(id), client_id INTEGER NOT NULL REFERENCES clients(id),
        loan_id INTEGER REFERENCES loans(id), amount INTEGER NOT NULL CHECK (amount >= 0), what TEXT NOT NULL DEFAULT '',
        made_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'waived', 'undone')),
        settled_at TEXT, settled_by INTEGER REFERENCES staff(id), note TEXT NOT NULL DEFAULT ''
    ) {strict}""",
    "CREATE INDEX charges_by_client ON charges (client_id, id)",
    """CREATE TABLE repairs (
        id {pk}, device_id INTEGER NOT NULL REFERENCES devices(id), incident_id INTEGER REFERENCES incidents(id),
        sent_at TEXT NOT NULL, sent_by INTEGER REFERENCES staff(id), place TEXT NOT NULL DEFAULT '',
        what TEXT NOT NULL DEFAULT '', expected_on TEXT, back_at TEXT, back_by INTEGER REFERENCES staff(id),
        work TEXT NOT NULL DEFAULT '', cost INTEGER CHECK (cost >= 0),
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) {strict}""",
    "CREATE INDEX repairs_by_device ON repairs (device_id, id)",
    """CREATE TABLE attachments (
        id {pk}, kind TEXT NOT NULL, subject_id INTEGER NOT NULL, name TEXT NOT NULL, media TEXT NOT NULL,
        content BLOB NOT NULL, sha256 TEXT NOT NULL, added_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) {strict}""",
    "CREATE INDEX attachments_of ON attachments (kind, subject_id, id)",
)

_CLIENTS = (
    """CREATE TABLE client_programmes (
        id {pk}, client_id INTEGER NOT NULL REFERENCES clients(id),
        programme_id INTEGER NOT NULL REFERENCES programmes(id), UNIQUE (client_id, programme_id)
    ) {strict}""",
    "CREATE INDEX clients_of_programme ON client_programmes (programme_id, client_id)",
    "CREATE INDEX loans_by_programme ON loans (programme_id, id)",
    """CREATE TABLE clients_apart (
        id {pk}, client_id INTEGER NOT NULL REFERENCES clients(id), other_id INTEGER NOT NULL REFERENCES clients(id),
        UNIQUE (client_id, other_id), CHECK (client_id < other_id)
    ) {strict}""",
    "CREATE INDEX clients_apart_by_other ON clients_apart (other_id)",
    "CREATE INDEX clients_by_number ON clients (LOWER(file_number))",
    "CREATE INDEX clients_by_card ON clients (LOWER(card))",
    "CREATE INDEX clients_merged ON clients (merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX clients_alike ON clients (name_key, id) WHERE merged_into IS NULL",
)

_STOCKTAKES = (
    """CREATE TABLE stocktakes (
        id {pk}, number TEXT NOT NULL UNIQUE, site_id INTEGER REFERENCES sites(id),
        type_id INTEGER REFERENCES device_types(id), shelf TEXT NOT NULL DEFAULT '', started_at TEXT NOT NULL,
        staff_id INTEGER REFERENCES staff(id), finished_at TEXT,
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'finished', 'dropped')),
        found INTEGER, missing INTEGER, others INTEGER, CHECK ((state = 'finished') = (finished_at IS NOT NULL))
    ) {strict}""",
    """CREATE TABLE stocktake_devices (
        id {pk}, stocktake_id INTEGER NOT NULL REFERENCES stocktakes(id),
        device_id INTEGER NOT NULL REFERENCES devices(id), UNIQUE (stocktake_id, device_id)
    ) {strict}""",
    """CREATE TABLE stocktake_scans (
        id {pk}, stocktake_id INTEGER NOT NULL REFERENCES stocktakes(id), device_id INTEGER REFERENCES devices(id),
        code TEXT NOT NULL, at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        finding TEXT NOT NULL CHECK (finding IN ('found', 'elsewhere', 'other_type', 'wrong_state', 'unknown')),
        status TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', UNIQUE (stocktake_id, code)
    ) {strict}""",
    """CREATE UNIQUE INDEX one_scan_per_device ON stocktake_scans (stocktake_id, device_id)
        WHERE device_id IS NOT NULL""",
)

_PAPERS = (
    "ALTER TABLE papers ADD COLUMN client_id INTEGER REFERENCES clients(id)",
    "ALTER TABLE papers ADD COLUMN device_id INTEGER REFERENCES devices(id)",
    "ALTER TABLE papers ADD COLUMN incident_id INTEGER REFERENCES incidents(id)",
    "ALTER TABLE papers ADD COLUMN stocktake_id INTEGER REFERENCES stocktakes(id)",
    "CREATE INDEX papers_by_client ON papers (client_id, id)",
)

_WORK = (  # what the follow-up page counts, and what was seen to be ending
    """CREATE TABLE endings_noted (
        id {pk}, kind TEXT NOT NULL CHECK (kind IN ('plan', 'warranty')), subject_id INTEGER NOT NULL,
        ends_on TEXT NOT NULL, at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        UNIQUE (kind, subject_id, ends_on)
    ) {strict}""",
    """CREATE INDEX agreements_to_sign ON papers (loan_id, kind)
        WHERE kind = 'agreement' AND signed_at IS NULL AND undone = 0""",
    "CREATE INDEX open_items_by_loan ON items (loan_id, due_on) WHERE ended IS NULL",
    "CREATE INDEX contacts_by_time ON contacts (at, loan_id)",
    "CREATE INDEX charges_by_incident ON charges (incident_id, state)",
)

_HISTORY = (  # a column's CHECK cannot be changed: the table is made again, its triggers with it
    """CREATE TABLE history_subjects_wider (
        id {pk}, entry_id INTEGER NOT NULL REFERENCES history(id),
        kind TEXT NOT NULL CHECK (kind IN ('device', 'client', 'loan', 'type', 'office', 'reservation', 'kit', 'line',
            'incident', 'stocktake', 'programme')),
        subject_id INTEGER NOT NULL
    ) {strict}""",
    "INSERT INTO history_subjects_wider SELECT id, entry_id, kind, subject_id FROM history_subjects",
    "DROP TABLE history_subjects",
    "ALTER TABLE history_subjects_wider RENAME TO history_subjects",
    "CREATE INDEX history_of ON history_subjects (kind, subject_id, entry_id)",
    "CREATE INDEX history_subjects_by_entry ON history_subjects (entry_id)",
)

LIFE = (
    _OFFICE
    + _RESERVATIONS
    + _KITS
    + _LINES
    + _CONTACTS
    + _INCIDENTS
    + _CLIENTS
    + _STOCKTAKES
    + _PAPERS
    + _WORK
    + _HISTORY
)
