CREATE TABLE ops.outbox (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  sent_at timestamptz
);
COMMENT ON TABLE ops.outbox IS 'Events written with the postings they tell of, sent on afterwards, at least once.';

CREATE INDEX outbox_unsent ON ops.outbox (sequence) WHERE sent_at IS NULL;
