"""Step 0003: what is signed: drawn signatures, the bytes that were signed, and scans of what was signed on paper."""

PAPERS = (
    """CREATE TABLE signatures (
        id {pk}, paper_id INTEGER NOT NULL REFERENCES papers(id),
        who TEXT NOT NULL CHECK (who IN ('borrower', 'guardian', 'staff')), name TEXT NOT NULL,
        strokes TEXT NOT NULL DEFAULT '[]', agreed TEXT NOT NULL DEFAULT '[]', at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) {strict}""",
    "CREATE UNIQUE INDEX one_signature_each ON signatures (paper_id, who) WHERE undone = 0",
    """CREATE TABLE paper_files (
        id {pk}, paper_id INTEGER NOT NULL REFERENCES papers(id),
        kind TEXT NOT NULL CHECK (kind IN ('signed', 'scan')), name TEXT NOT NULL, media TEXT NOT NULL,
        content BLOB NOT NULL, sha256 TEXT NOT NULL, added_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        noted INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1)),  -- whether attaching it noted the signature
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) {strict}""",
    "CREATE INDEX files_of_paper ON paper_files (paper_id, id)",
    "ALTER TABLE templates ADD COLUMN note TEXT NOT NULL DEFAULT ''",  # what its author says of a version
    "ALTER TABLE templates ADD COLUMN reviewed_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE templates ADD COLUMN reviewed_on TEXT",
    "CREATE INDEX papers_by_day ON papers (made_at)",
    "CREATE INDEX papers_by_template ON papers (template_id)",
    "ALTER TABLE clients ADD COLUMN large_print INTEGER NOT NULL DEFAULT 0 CHECK (large_print IN (0, 1))",
)
