-- What one person may not do alone: somebody asks, somebody else decides, and the books carry it out or refuse. Both rows
-- stay for good.
CREATE TABLE books.approval (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('journal', 'account-limits', 'user-rights')),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  payload jsonb NOT NULL,
  effect jsonb NOT NULL,
  requested_by text NOT NULL CHECK (length(requested_by) BETWEEN 1 AND 200),
  requested_on date NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_on date NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  request_hash text NOT NULL CHECK (length(request_hash) BETWEEN 1 AND 200),
  UNIQUE (requested_by, key)
);
COMMENT ON TABLE books.approval IS 'What somebody asks for that another person has to approve. Append-only.';
COMMENT ON COLUMN books.approval.subject IS 'What it is about, for people: accounts of the journal, number of the account, name of the user.';
COMMENT ON COLUMN books.approval.payload IS 'What is carried out when it is approved, as its function takes it.';
COMMENT ON COLUMN books.approval.effect IS 'What it would have changed when it was asked for: [{what, before, after}].';
COMMENT ON COLUMN books.approval.key IS 'Of who asks: asking again under it asks nothing new, so that nobody approves one thing twice.';
COMMENT ON COLUMN books.approval.expires_on IS 'Business date after which nobody can approve it any more.';

CREATE TABLE books.approval_decision (
  approval_id uuid PRIMARY KEY REFERENCES books.approval,
  decision text NOT NULL CHECK (decision IN ('approved', 'rejected', 'withdrawn')),
  note text NOT NULL CHECK (length(note) <= 500),
  journal_id uuid,
  decided_by text NOT NULL CHECK (length(decided_by) BETWEEN 1 AND 200),
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

CREATE TABLE books.posting_authority (
  purpose text NOT NULL CHECK (purpose IN ('manual', 'import')),
  valid_from date NOT NULL,
  alone_minor bigint NOT NULL CHECK (alone_minor >= 0),
  PRIMARY KEY (purpose, valid_from)
);
COMMENT ON TABLE books.posting_authority IS 'How much one person may post alone, in minor units of whatever currency, from a business date on.';
COMMENT ON COLUMN books.posting_authority.purpose IS 'manual: journals somebody writes or reverses; import: each line of a file.';
INSERT INTO books.posting_authority (purpose, valid_from, alone_minor)
VALUES ('manual', '1990-01-01', 1000000), ('import', '1990-01-01', 10000000);
