CREATE TABLE books.business_date (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  business_date date NOT NULL
);
COMMENT ON TABLE books.business_date IS 'The day the books stand at. One row, changed by bank.roll_business_date alone.';

CREATE TABLE books.period (
  month date PRIMARY KEY CHECK (extract(day FROM month) = 1),
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'SOFT_CLOSED', 'HARD_CLOSED')),
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE books.period IS 'Accounting months, named by their first day. Only an OPEN one takes journals.';
