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
  requested_name text NOT NULL CHECK (length(requested_name) BETWEEN 1 AND 200),
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
COMMENT ON COLUMN books.approval.requested_by IS 'Subject of who asks, by which people are compared; the name beside it is for people.';
COMMENT ON COLUMN books.approval.key IS 'Of who asks: asking again under it asks nothing new, so that nobody approves one thing twice.';
COMMENT ON COLUMN books.approval.expires_on IS 'Business date after which nobody can approve it any more.';
