-- A customer's transfer that repeats. The terms and where the order stands are one row, changed under its lock alone: what
-- it did is in standing_order_run, what its owner changed in standing_order_change.
CREATE TABLE books.standing_order (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES books.customer,
  from_account_id uuid NOT NULL REFERENCES books.account,
  to_account_id uuid NOT NULL REFERENCES books.account CHECK (to_account_id <> from_account_id),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  frequency text NOT NULL CHECK (frequency IN ('once', 'weekly', 'biweekly', 'monthly', 'quarterly', 'yearly')),
  anchor_on date NOT NULL,
  holiday_rule text NOT NULL CHECK (holiday_rule IN ('next', 'previous')),
  ends_on date CHECK (ends_on >= anchor_on),
  ends_after integer CHECK (ends_after > 0),
  reference text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'paused', 'finished', 'cancelled')),
  number integer NOT NULL CHECK (number >= 0),
  attempts smallint NOT NULL CHECK (attempts BETWEEN 0 AND 2),
  next_due_on date,
  next_run_on date,
  version integer NOT NULL,
  created_on date NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  UNIQUE (scope, key),
  CHECK (ends_on IS NULL OR ends_after IS NULL),
  CHECK ((status IN ('active', 'paused')) = (next_due_on IS NOT NULL) AND (next_due_on IS NULL) = (next_run_on IS NULL))
);
COMMENT ON TABLE books.standing_order IS 'Transfers that customers want made on dates to come, once or again and again.';
COMMENT ON COLUMN books.standing_order.anchor_on IS 'The first due date; all others are reckoned from it, so that a 31st comes back after February.';
COMMENT ON COLUMN books.standing_order.ends_on IS 'Last date on which it may be due; null for no end of this kind.';
COMMENT ON COLUMN books.standing_order.ends_after IS 'How many due dates it has, paid or not; null for no end of this kind.';
COMMENT ON COLUMN books.standing_order.number IS 'Of the next due date, counted from 0 for the anchor.';
COMMENT ON COLUMN books.standing_order.attempts IS 'How often the next due date was tried in vain.';
COMMENT ON COLUMN books.standing_order.next_run_on IS 'Business date at whose end it is tried; earlier dates are caught up.';
COMMENT ON COLUMN books.standing_order.version IS 'Grows with every change, by its owner or by a run.';
CREATE INDEX standing_order_by_customer ON books.standing_order (customer_id, created_at);
CREATE INDEX standing_order_due ON books.standing_order (next_run_on) WHERE status = 'active';
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.standing_order EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.standing_order ENABLE ALWAYS TRIGGER never_deleted;
