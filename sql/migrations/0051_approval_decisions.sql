-- What became of what somebody asked for.
CREATE TABLE books.approval_decision (
  approval_id uuid PRIMARY KEY REFERENCES books.approval,
  decision text NOT NULL CHECK (decision IN ('approved', 'rejected', 'withdrawn')),
  note text NOT NULL CHECK (length(note) <= 500),
  journal_id uuid,
  decided_by text NOT NULL CHECK (length(decided_by) BETWEEN 1 AND 200),
  decided_name text NOT NULL CHECK (length(decided_name) BETWEEN 1 AND 200),
  decided_on date NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE books.approval_decision IS 'What became of it. Append-only; approved or rejected never by the one who asked.';
COMMENT ON COLUMN books.approval_decision.journal_id IS 'The journal that was posted; null where none was.';

CREATE TABLE books.approval_outcome (
  approval_id uuid PRIMARY KEY REFERENCES books.approval_decision,
  carried_out_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE books.approval_outcome IS 'Approved changes outside the books (the rights of a user) that have been carried out. Append-only.';
