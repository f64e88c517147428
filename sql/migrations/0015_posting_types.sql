-- What bank.post_journals hands from step to step. `ord` is the journal's place in the batch.
CREATE TYPE books.journal_draft AS (
  ord integer,
  id uuid,
  scope text,
  key text,
  request_hash text,
  type text,
  template text,
  description text,
  reference text,
  occurred_at timestamptz,
  value_date date,
  business_date date,
  actor text,
  reverses_id uuid
);

CREATE TYPE books.entry_draft AS (
  ord integer,
  line_no smallint,
  journal_id uuid,
  account_id uuid,
  currency text,
  amount_minor bigint,
  closing boolean
);

CREATE TYPE books.posting AS (
  ord integer,
  line_no smallint,
  journal_id uuid,
  account_id uuid,
  ledger_account text,
  currency text,
  amount_minor bigint,
  closing boolean,
  balance_after_minor bigint,
  account_version bigint
);
