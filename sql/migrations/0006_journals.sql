CREATE TABLE books.journal (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  type text NOT NULL CHECK (type IN ('STANDARD', 'ADJUSTING', 'CLOSING', 'REVERSAL')),
  template text NOT NULL,
  description text NOT NULL,
  reference text NOT NULL,
  business_date date NOT NULL,
  value_date date NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  reverses_id uuid UNIQUE,
  CHECK ((type = 'REVERSAL') = (reverses_id IS NOT NULL))
);
COMMENT ON TABLE books.journal IS 'One balanced fact. Append-only; a correction is another journal.';
COMMENT ON COLUMN books.journal.sequence IS 'Order of recording. Rolled-back postings leave gaps.';
COMMENT ON COLUMN books.journal.template IS 'Posting rule it follows, such as P08 for an internal transfer.';
COMMENT ON COLUMN books.journal.business_date IS 'Decides the period.';
COMMENT ON COLUMN books.journal.value_date IS 'Decides interest.';
COMMENT ON COLUMN books.journal.recorded_at IS 'Clock of the database, whole milliseconds.';
COMMENT ON COLUMN books.journal.reverses_id IS 'The journal this one mirrors; unique, so at most one reversal can exist.';

CREATE INDEX journal_by_business_date ON books.journal (business_date, sequence);
