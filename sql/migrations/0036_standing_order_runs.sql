CREATE TABLE books.standing_order_run (
  order_id uuid NOT NULL REFERENCES books.standing_order,
  due_on date NOT NULL,
  attempt smallint NOT NULL CHECK (attempt BETWEEN 1 AND 3),
  run_on date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('paid', 'refused', 'skipped')),
  amount_minor bigint NOT NULL,
  code text,
  detail jsonb,
  journal_id uuid,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, due_on, attempt),
  CHECK ((outcome = 'paid') = (journal_id IS NOT NULL) AND (outcome = 'refused') = (code IS NOT NULL))
);
COMMENT ON TABLE books.standing_order_run IS 'What became of each due date of a standing order, attempt by attempt. Append-only.';
COMMENT ON COLUMN books.standing_order_run.due_on IS 'The date of the order, whatever business date it was tried on.';
COMMENT ON COLUMN books.standing_order_run.code IS 'SQLSTATE of the refusal; detail has its numbers.';
CREATE UNIQUE INDEX standing_order_run_by_journal ON books.standing_order_run (journal_id) WHERE journal_id IS NOT NULL;

CREATE TABLE books.standing_order_change (
  order_id uuid NOT NULL REFERENCES books.standing_order,
  version integer NOT NULL,
  change text NOT NULL CHECK (change IN ('pause', 'resume', 'cancel', 'skip', 'amend')),
  detail jsonb NOT NULL,
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (order_id, version)
);
COMMENT ON TABLE books.standing_order_change IS 'What the owners of standing orders changed. Append-only.';
COMMENT ON COLUMN books.standing_order_change.version IS 'Of the order before the change.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.standing_order_run EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.standing_order_change EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.standing_order_run ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.standing_order_change ENABLE ALWAYS TRIGGER append_only;
