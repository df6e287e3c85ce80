"""Step 0001: the office, its devices, clients and loans, papers and history."""

_OFFICE = (
    """CREATE TABLE office (
        id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', hours TEXT NOT NULL DEFAULT '',
        help_line TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT 'en', currency TEXT NOT NULL DEFAULT 'CAD'
    ) {strict}""",
    """CREATE TABLE sites (
        id {pk}, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, address TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '', hours TEXT NOT NULL DEFAULT '', open_days TEXT NOT NULL DEFAULT '12345',
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) {strict}""",
    """CREATE TABLE closures (
        id {pk}, site_id INTEGER REFERENCES sites(id), first_day TEXT NOT NULL, last_day TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '', CHECK (last_day >= first_day)
    ) {strict}""",
    """CREATE TABLE staff (
        id {pk}, name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('front_desk', 'coordinator', 'administrator')),
        language TEXT NOT NULL DEFAULT 'en', active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) {strict}""",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) {strict}",
    "CREATE TABLE counters (key TEXT PRIMARY KEY, value INTEGER NOT NULL) {strict}",
    """CREATE TABLE programmes (
        id {pk}, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) {strict}""",
)

_DEVICES = (
    """CREATE TABLE device_types (
        id {pk}, key TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, name_fr TEXT NOT NULL DEFAULT '',
        prefix TEXT NOT NULL UNIQUE, icon TEXT NOT NULL DEFAULT 'box', loan_days INTEGER CHECK (loan_days > 0),
        renewals INTEGER CHECK (renewals >= 0), gap_days INTEGER NOT NULL DEFAULT 0 CHECK (gap_days >= 0),
        needs_reset INTEGER NOT NULL DEFAULT 0, needs_check INTEGER NOT NULL DEFAULT 0,
        gives_internet INTEGER NOT NULL DEFAULT 0, uses_internet INTEGER NOT NULL DEFAULT 0,
        replacement_cost INTEGER CHECK (replacement_cost >= 0), active INTEGER NOT NULL DEFAULT 1
    ) {strict}""",
    """CREATE TABLE type_parts (
        id {pk}, type_id INTEGER NOT NULL REFERENCES device_types(id), position INTEGER NOT NULL,
        name_en TEXT NOT NULL, name_fr TEXT NOT NULL DEFAULT '', cost INTEGER CHECK (cost >= 0)
    ) {strict}""",
    """CREATE TABLE type_questions (
        id {pk}, type_id INTEGER NOT NULL REFERENCES device_types(id), position INTEGER NOT NULL,
        text_en TEXT NOT NULL, text_fr TEXT NOT NULL DEFAULT ''
    ) {strict}""",
    """CREATE TABLE devices (
        id {pk}, tag TEXT NOT NULL, tag_key TEXT NOT NULL UNIQUE, type_id INTEGER NOT NULL REFERENCES device_types(id),
        status TEXT NOT NULL CHECK (status IN ('available', 'reserved', 'on_loan', 'to_check', 'to_reset', 'in_repair',
            'lost', 'stolen', 'retired')),
        condition TEXT NOT NULL CHECK (condition IN ('new', 'good', 'worn', 'damaged')),
        make TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '', serial TEXT NOT NULL DEFAULT '',
        imei TEXT NOT NULL DEFAULT '', mac TEXT NOT NULL DEFAULT '', system TEXT NOT NULL DEFAULT '',
        site_id INTEGER REFERENCES sites(id), shelf TEXT NOT NULL DEFAULT '', funding TEXT NOT NULL DEFAULT '',
        bought_on TEXT, price INTEGER CHECK (price >= 0), replacement_cost INTEGER CHECK (replacement_cost >= 0),
        warranty_end TEXT, notes TEXT NOT NULL DEFAULT '', custom TEXT NOT NULL DEFAULT '{{}}',
        codes TEXT NOT NULL DEFAULT '', status_since TEXT NOT NULL, status_by INTEGER REFERENCES staff(id)
    ) {strict}""",
    "CREATE INDEX devices_by_status ON devices (status, type_id, tag_key)",
    "CREATE INDEX devices_by_type ON devices (type_id, tag_key)",
    """CREATE TABLE parts (
        id {pk}, device_id INTEGER NOT NULL REFERENCES devices(id), position INTEGER NOT NULL DEFAULT 0,
        name_en TEXT NOT NULL, name_fr TEXT NOT NULL DEFAULT '', cost INTEGER CHECK (cost >= 0),
        state TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'missing', 'damaged'))
    ) {strict}""",
    "CREATE INDEX parts_by_device ON parts (device_id, position)",
    """CREATE TABLE lines (
        id {pk}, carrier TEXT NOT NULL DEFAULT '', iccid TEXT NOT NULL DEFAULT '', number TEXT NOT NULL DEFAULT '',
        pin TEXT NOT NULL DEFAULT '', puk TEXT NOT NULL DEFAULT '', plan TEXT NOT NULL DEFAULT '',
        data_cap_mb INTEGER CHECK (data_cap_mb >= 0), cycle_day INTEGER CHECK (cycle_day BETWEEN 1 AND 31),
        monthly_cost INTEGER CHECK (monthly_cost >= 0), plan_end TEXT,
        state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'pending', 'suspended', 'cancelled'))
    ) {strict}""",
    """CREATE TABLE line_uses (
        id {pk}, line_id INTEGER NOT NULL REFERENCES lines(id), device_id INTEGER NOT NULL REFERENCES devices(id),
        since TEXT NOT NULL, until TEXT
    ) {strict}""",
    "CREATE UNIQUE INDEX one_device_per_line ON line_uses (line_id) WHERE until IS NULL",
    "CREATE UNIQUE INDEX one_line_per_device ON line_uses (device_id) WHERE until IS NULL",
    """CREATE TABLE resets (
        id {pk}, device_id INTEGER NOT NULL REFERENCES devices(id), at TEXT NOT NULL,
        staff_id INTEGER REFERENCES staff(id), method TEXT NOT NULL DEFAULT '', tool TEXT NOT NULL DEFAULT '',
        verified TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', undone INTEGER NOT NULL DEFAULT 0
    ) {strict}""",
    "CREATE INDEX resets_by_device ON resets (device_id, at)",
)

_CLIENTS = (
    """CREATE TABLE clients (
        id {pk}, file_number TEXT NOT NULL UNIQUE, card TEXT UNIQUE, family_name TEXT NOT NULL DEFAULT '',
        given_name TEXT NOT NULL DEFAULT '', preferred_name TEXT NOT NULL DEFAULT '', name_key TEXT NOT NULL,
        pronouns TEXT NOT NULL DEFAULT '', birth_date TEXT, language TEXT NOT NULL DEFAULT 'en',
        email TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', counsellor TEXT NOT NULL DEFAULT '',
        id_seen TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', custom TEXT NOT NULL DEFAULT '{{}}',
        internet TEXT NOT NULL DEFAULT 'yes' CHECK (internet IN ('yes', 'on_site', 'no')),
        allow_call INTEGER NOT NULL DEFAULT 1, allow_voicemail INTEGER NOT NULL DEFAULT 1,
        allow_text INTEGER NOT NULL DEFAULT 1, allow_email INTEGER NOT NULL DEFAULT 1,
        allow_letter INTEGER NOT NULL DEFAULT 1, discreet INTEGER NOT NULL DEFAULT 0,
        guardian_name TEXT NOT NULL DEFAULT '', guardian_relation TEXT NOT NULL DEFAULT '',
        guardian_phone TEXT NOT NULL DEFAULT '', orientation_on TEXT, blocked INTEGER NOT NULL DEFAULT 0,
        blocked_until TEXT, blocked_reason TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '',
        codes TEXT NOT NULL DEFAULT '', merged_into INTEGER REFERENCES clients(id),
        CHECK (family_name <> '' OR given_name <> '')
    ) {strict}""",
    "CREATE INDEX clients_by_name ON clients (name_key, id)",
    """CREATE TABLE phones (
        id {pk}, client_id INTEGER NOT NULL REFERENCES clients(id), position INTEGER NOT NULL, number TEXT NOT NULL
    ) {strict}""",
    "CREATE INDEX phones_by_client ON phones (client_id, position)",
)

_LOANS = (
    """CREATE TABLE loans (
        id {pk}, number TEXT NOT NULL UNIQUE, client_id INTEGER NOT NULL REFERENCES clients(id),
        site_id INTEGER REFERENCES sites(id), staff_id INTEGER REFERENCES staff(id), out_at TEXT NOT NULL,
        out_on TEXT NOT NULL, language TEXT NOT NULL, purpose TEXT NOT NULL DEFAULT '',
        programme_id INTEGER REFERENCES programmes(id), renewed INTEGER NOT NULL DEFAULT 0 CHECK (renewed >= 0),
        override TEXT NOT NULL DEFAULT '', undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) {strict}""",
    "CREATE INDEX loans_by_client ON loans (client_id, id)",
    """CREATE TABLE items (
        id {pk}, loan_id INTEGER NOT NULL REFERENCES loans(id), device_id INTEGER NOT NULL REFERENCES devices(id),
        due_on TEXT NOT NULL, out_condition TEXT NOT NULL, out_note TEXT NOT NULL DEFAULT '',
        sim_last_four TEXT NOT NULL DEFAULT '', ended_at TEXT,
        ended TEXT CHECK (ended IN ('returned', 'undone', 'lost')), in_condition TEXT,
        in_note TEXT NOT NULL DEFAULT '', in_staff_id INTEGER REFERENCES staff(id), answers TEXT NOT NULL DEFAULT '[]',
        CHECK ((ended IS NULL) = (ended_at IS NULL))
    ) {strict}""",
    "CREATE UNIQUE INDEX one_open_item_per_device ON items (device_id) WHERE ended IS NULL",
    "CREATE INDEX open_items_by_due ON items (due_on, id) WHERE ended IS NULL",
    "CREATE INDEX items_by_loan ON items (loan_id)",
    "CREATE INDEX items_by_device ON items (device_id, id)",
    """CREATE TABLE item_parts (
        id {pk}, item_id INTEGER NOT NULL REFERENCES items(id), part_id INTEGER REFERENCES parts(id),
        name_en TEXT NOT NULL, name_fr TEXT NOT NULL DEFAULT '', cost INTEGER,
        back TEXT CHECK (back IN ('back', 'missing', 'damaged'))
    ) {strict}""",
    "CREATE INDEX item_parts_by_item ON item_parts (item_id)",
    """CREATE TABLE incidents (
        id {pk}, number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('missing', 'damaged', 'lost', 'stolen')),
        item_id INTEGER REFERENCES items(id), device_id INTEGER NOT NULL REFERENCES devices(id),
        client_id INTEGER REFERENCES clients(id), part_id INTEGER REFERENCES parts(id), what TEXT NOT NULL DEFAULT '',
        opened_at TEXT NOT NULL, opened_by INTEGER REFERENCES staff(id), cost INTEGER, note TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'undone')), closed_at TEXT
    ) {strict}""",
    "CREATE INDEX incidents_open ON incidents (state, id)",
    "CREATE INDEX incidents_by_device ON incidents (device_id)",
)

_PAPERS = (
    """CREATE TABLE templates (
        id {pk}, key TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, shipped INTEGER NOT NULL DEFAULT 0,
        reviewed INTEGER NOT NULL DEFAULT 0, made_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        UNIQUE (key, version)
    ) {strict}""",
    """CREATE TABLE papers (
        id {pk}, kind TEXT NOT NULL, loan_id INTEGER REFERENCES loans(id), language TEXT NOT NULL,
        template_id INTEGER REFERENCES templates(id), facts TEXT NOT NULL, facts_sha256 TEXT NOT NULL,
        made_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id), signed_at TEXT,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) {strict}""",
    "CREATE INDEX papers_by_loan ON papers (loan_id, kind, id)",
)

_HISTORY = (
    """CREATE TABLE history (
        id {pk}, at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id), operation TEXT NOT NULL,
        facts TEXT NOT NULL DEFAULT '{{}}', idem TEXT UNIQUE, undoes INTEGER UNIQUE REFERENCES history(id)
    ) {strict}""",
    """CREATE TABLE history_subjects (
        id {pk}, entry_id INTEGER NOT NULL REFERENCES history(id),
        kind TEXT NOT NULL CHECK (kind IN ('device', 'client', 'loan', 'type', 'office')), subject_id INTEGER NOT NULL
    ) {strict}""",
    "CREATE INDEX history_of ON history_subjects (kind, subject_id, entry_id)",
    "CREATE INDEX history_subjects_by_entry ON history_subjects (entry_id)",
)

LENDING = _OFFICE + _DEVICES + _CLIENTS + _LOANS + _PAPERS + _HISTORY
