-- A period changes its state by a request and the decision of a second person. The request keeps what was decided on: the
-- checklist, and the trial balance with its hash, byte for byte.
CREATE TABLE books.period_change (
  id uuid PRIMARY KEY,
  action text NOT NULL CHECK (action IN ('soft-close', 'hard-close', 'reopen', 'close-year', 'reopen-year')),
  month date NOT NULL,
  reason text NOT NULL,
  checklist jsonb NOT NULL,
  effect jsonb NOT NULL,
  trial_balance text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  as_of_sequence bigint NOT NULL,
  requested_by text NOT NULL,
  requested_on date NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE books.period_change IS 'Requests to close or reopen a month or a year. Append-only.';
COMMENT ON COLUMN books.period_change.month IS 'First day of the month; of a year, of its December.';
COMMENT ON COLUMN books.period_change.effect IS 'Lines of the journal that the change posts; empty where it posts none.';
COMMENT ON COLUMN books.period_change.trial_balance IS 'At the end of the month, as text because jsonb would reorder what was hashed.';

CREATE TABLE books.period_decision (
  change_id uuid PRIMARY KEY REFERENCES books.period_change,
  decision text NOT NULL CHECK (decision IN ('approved', 'rejected')),
  note text NOT NULL,
  journal_id uuid,
  decided_by text NOT NULL,
  decided_on date NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE books.period_decision IS 'What became of a request. Append-only; never by the person who made the request.';
COMMENT ON COLUMN books.period_decision.journal_id IS 'The closing journal, or its reversal; null where nothing was posted.';

CREATE FUNCTION books.refuse_own_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.decided_by = (SELECT requested_by FROM books.period_change WHERE id = NEW.change_id) THEN
    RAISE EXCEPTION 'A change is decided on by another person than the one who asked for it.' USING ERRCODE = 'LB025';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_person BEFORE INSERT ON books.period_decision FOR EACH ROW EXECUTE FUNCTION books.refuse_own_decision();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.period_change EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.period_decision EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.period_decision ENABLE ALWAYS TRIGGER second_person;
ALTER TABLE books.period_change ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.period_decision ENABLE ALWAYS TRIGGER append_only;
DROP FUNCTION IF EXISTS bank.set_period_state(date, text);
