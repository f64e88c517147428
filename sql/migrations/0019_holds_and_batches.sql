CREATE TABLE books.hold (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES books.account,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  remaining_minor bigint NOT NULL CHECK (remaining_minor BETWEEN 0 AND amount_minor),
  currency text NOT NULL,
  description text NOT NULL,
  reference text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'captured', 'released', 'expired')),
  placed_on date NOT NULL,
  expires_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  CHECK ((state = 'active') = (remaining_minor > 0))
);
COMMENT ON TABLE books.hold IS 'Money promised: it counts against what is available, not against the balance.';
COMMENT ON COLUMN books.hold.expires_on IS 'Last business date it counts on; it lapses when the day rolls past it.';
COMMENT ON COLUMN books.hold.state IS 'How it ended, once nothing remains: captured when anything was taken out of it.';

CREATE INDEX hold_by_account ON books.hold (account_id, recorded_at);
CREATE INDEX hold_by_expiry ON books.hold (expires_on) WHERE state = 'active';

CREATE TABLE books.hold_event (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  hold_id uuid NOT NULL REFERENCES books.hold,
  kind text NOT NULL CHECK (kind IN ('placed', 'captured', 'released', 'expired')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  journal_id uuid,
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  scope text,
  key text,
  request_hash text,
  UNIQUE (scope, key),
  CHECK ((kind = 'captured') = (journal_id IS NOT NULL))
);
COMMENT ON TABLE books.hold_event IS 'What happened to holds. Append-only.';
COMMENT ON COLUMN books.hold_event.key IS 'The request that caused it; null for a capture, whose key is its journal''s, and an expiry.';
CREATE INDEX hold_event_by_hold ON books.hold_event (hold_id, sequence);

CREATE TABLE books.journal_batch (
  id uuid PRIMARY KEY,
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('atomic', 'independent')),
  actor text NOT NULL,
  items integer NOT NULL,
  posted integer NOT NULL,
  refused integer NOT NULL,
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL,
  UNIQUE (scope, key),
  CHECK (posted + refused = items)
);
COMMENT ON TABLE books.journal_batch IS 'Journals that were posted by one request, together or each on its own. Append-only.';

CREATE TABLE books.journal_batch_item (
  batch_id uuid NOT NULL REFERENCES books.journal_batch,
  ord integer NOT NULL,
  journal_sequence bigint,
  sql_state text,
  message text,
  detail jsonb,
  PRIMARY KEY (batch_id, ord),
  CHECK ((journal_sequence IS NULL) = (sql_state IS NOT NULL))
);
COMMENT ON TABLE books.journal_batch_item IS 'What became of each journal of a batch. Append-only.';
COMMENT ON COLUMN books.journal_batch_item.ord IS 'Place in the request, from 0.';
COMMENT ON COLUMN books.journal_batch_item.journal_sequence IS 'Null for a journal that was refused.';

-- How far the events that journals are have been handed on.
CREATE TABLE ops.relay (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  journal_sequence bigint NOT NULL
);
COMMENT ON TABLE ops.relay IS 'The last journal whose event was sent; later ones wait in books.journal itself.';
INSERT INTO ops.relay (journal_sequence)
SELECT coalesce(min(j.sequence) - 1, (SELECT coalesce(max(sequence), 0) FROM books.journal))
FROM ops.outbox o JOIN books.journal j ON j.id::text = o.payload ->> 'journalId' WHERE o.sent_at IS NULL;
DELETE FROM ops.outbox WHERE kind = 'journal.posted';

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.hold EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.hold_event EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.journal_batch EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.journal_batch_item EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.hold ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.hold_event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.journal_batch ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.journal_batch_item ENABLE ALWAYS TRIGGER append_only;

-- Without it, whoever gets a token could try out which balances give it.
CREATE TABLE ops.preview_secret (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  secret bytea NOT NULL
);
COMMENT ON TABLE ops.preview_secret IS 'What tokens of previews are sealed with; made here and known to nobody.';
INSERT INTO ops.preview_secret (secret)
VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
