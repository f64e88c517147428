-- A teller's cash for a day's work. The vault's ledger account holds all of it; which of it is in whose drawer is told by the
-- journals of cash that its teller posted since opening.
CREATE TABLE books.teller_drawer_session (
  id uuid PRIMARY KEY,
  teller text NOT NULL,
  opened_on date NOT NULL,
  opened_at timestamptz NOT NULL,
  opening_minor bigint NOT NULL CHECK (opening_minor >= 0),
  after_sequence bigint NOT NULL,
  open_key text NOT NULL,
  open_hash text NOT NULL,
  closed_on date,
  closed_at timestamptz,
  counted_minor bigint CHECK (counted_minor >= 0),
  expected_minor bigint,
  journal_id uuid,
  close_key text,
  close_hash text,
  UNIQUE (teller, open_key),
  UNIQUE (teller, close_key),
  CHECK (num_nulls(closed_on, closed_at, counted_minor, expected_minor, close_key, close_hash) IN (0, 6)),
  CHECK ((journal_id IS NOT NULL) = (coalesce(counted_minor - expected_minor, 0) <> 0))
);
COMMENT ON TABLE books.teller_drawer_session IS 'Tellers'' drawers, from the count that opened one to the count that closed it.';
COMMENT ON COLUMN books.teller_drawer_session.after_sequence IS 'Cash journals of the teller behind it belong to this drawer.';
COMMENT ON COLUMN books.teller_drawer_session.expected_minor IS 'What should have been in it, reckoned only once it was counted.';
COMMENT ON COLUMN books.teller_drawer_session.journal_id IS 'Of the difference, where there was one.';
CREATE UNIQUE INDEX teller_drawer_open ON books.teller_drawer_session (teller) WHERE closed_at IS NULL;
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.teller_drawer_session EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.teller_drawer_session ENABLE ALWAYS TRIGGER never_deleted;
