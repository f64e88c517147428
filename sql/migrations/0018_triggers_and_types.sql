-- The second line of defence behind the posting functions, at the least cost a posting can have: whoever writes entries,
-- the database itself refuses those that don't sum to zero per journal and currency, and those dated in a closed period.
DROP TRIGGER open_period ON books.journal;
DROP TRIGGER balanced ON books.entry;
DROP FUNCTION books.refuse_closed_period();
DROP FUNCTION books.refuse_unbalanced();
CREATE FUNCTION books.refuse_bad_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_journal bigint;
  v_date date;
BEGIN
  SELECT min(i.journal_sequence) AS first_journal, sum(i.amount_minor) AS total, min(abs(i.amount_minor)) AS smallest,
    -- One journal in one currency is the everyday; anything else is grouped.
    min(i.journal_sequence) = max(i.journal_sequence) AND min(i.currency) = max(i.currency) AS is_single,
    min(i.business_date) = max(i.business_date) AND EXISTS (
      SELECT FROM books.period p
      WHERE p.month = date_trunc('month', min(i.business_date)::timestamp)::date AND p.state = 'OPEN') AS is_open
  INTO v
  FROM inserted i;
  IF NOT v.is_open THEN
    SELECT min(i.business_date) INTO v_date
    FROM inserted i
    WHERE NOT EXISTS (
      SELECT FROM books.period p WHERE p.month = date_trunc('month', i.business_date::timestamp)::date AND p.state = 'OPEN');
    IF v_date IS NOT NULL THEN
      RAISE EXCEPTION 'The accounting period of % is closed.', v_date
        USING ERRCODE = 'LB009', DETAIL = json_build_object('businessDate', v_date);
    END IF;
  END IF;
  IF v.is_single THEN
    v_journal := CASE WHEN v.total <> 0 OR v.smallest = 0 THEN v.first_journal END;
  ELSE
    SELECT min(journal_sequence) INTO v_journal
    FROM (
      SELECT journal_sequence FROM inserted GROUP BY journal_sequence, currency
      HAVING sum(amount_minor) <> 0 OR min(abs(amount_minor)) = 0
    ) unbalanced;
  END IF;
  IF v_journal IS NOT NULL THEN
    RAISE EXCEPTION 'The debits and credits of journal % differ.', v_journal
      USING ERRCODE = 'LB005', DETAIL = json_build_object('sequence', v_journal::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sound AFTER INSERT ON books.entry
  REFERENCING NEW TABLE AS inserted EXECUTE FUNCTION books.refuse_bad_entries();
ALTER TABLE books.entry ENABLE ALWAYS TRIGGER sound;

-- The copies on the balance rows follow their sources, whoever writes those.
CREATE FUNCTION books.copy_account_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM books.sync_balances(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER copied AFTER INSERT OR UPDATE ON books.account FOR EACH ROW EXECUTE FUNCTION books.copy_account_facts();
ALTER TABLE books.account ENABLE ALWAYS TRIGGER copied;

CREATE FUNCTION books.copy_ledger_account_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM books.sync_balances((SELECT array_agg(id ORDER BY id) FROM books.account WHERE ledger_account = NEW.code));
  RETURN NULL;
END $$;
CREATE TRIGGER copied AFTER UPDATE ON books.ledger_account FOR EACH ROW
  WHEN ((OLD.retired_on, OLD.class, OLD.normal_side) IS DISTINCT FROM (NEW.retired_on, NEW.class, NEW.normal_side))
  EXECUTE FUNCTION books.copy_ledger_account_facts();
ALTER TABLE books.ledger_account ENABLE ALWAYS TRIGGER copied;

CREATE TABLE books.velocity_limit (
  account_id uuid NOT NULL REFERENCES books.account,
  window_days integer NOT NULL CHECK (window_days BETWEEN 1 AND 366),
  max_minor bigint CHECK (max_minor >= 0),
  max_count integer CHECK (max_count >= 0),
  PRIMARY KEY (account_id, window_days),
  CHECK (max_minor IS NOT NULL OR max_count IS NOT NULL)
);
COMMENT ON TABLE books.velocity_limit IS
  'How much may leave an account within a window of business days that ends with the business date.';
COMMENT ON COLUMN books.velocity_limit.window_days IS 'Calendar days: 1 is the business date alone.';

CREATE FUNCTION books.copy_velocity_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM books.sync_balances(ARRAY[coalesce(NEW.account_id, OLD.account_id)]);
  RETURN NULL;
END $$;
CREATE TRIGGER copied AFTER INSERT OR UPDATE OR DELETE ON books.velocity_limit
  FOR EACH ROW EXECUTE FUNCTION books.copy_velocity_facts();
ALTER TABLE books.velocity_limit ENABLE ALWAYS TRIGGER copied;

-- What the posting functions hand from step to step. `ord` is the journal's place in the batch.
CREATE TYPE books.journal_draft AS (
  ord integer,
  id uuid,
  scope text,
  key text,
  request_hash text,
  type books.journal_type,
  template text,
  description text,
  reference text,
  occurred_at timestamptz,
  value_date date,
  business_date date,
  actor text,
  reverses_id uuid,
  metadata jsonb
);

CREATE TYPE books.entry_draft AS (
  ord integer,
  line_no smallint,
  account_id uuid,
  currency text,
  amount_minor bigint
);

-- What a journal asks of an account before it may be posted; one of the two numbers is given.
CREATE TYPE books.condition_draft AS (
  ord integer,
  account_id uuid,
  min_balance_minor bigint,
  version bigint
);

-- What a journal takes out of a hold.
CREATE TYPE books.capture AS (
  ord integer,
  hold_id uuid,
  account_id uuid,
  captured_minor bigint,
  freed_minor bigint
);

-- What a posting needs to know of a balance it has moved.
CREATE TYPE books.moved_balance AS (
  balance_minor bigint,
  version bigint,
  ledger_account text,
  side smallint,
  floor_minor bigint,
  held_minor bigint
);

-- One side of an everyday journal: whether the amount lowers the account, and what is on it after, on its normal side.
CREATE TYPE books.pair_side AS (
  account_id uuid,
  lowers boolean,
  balance_after_minor bigint,
  held_minor bigint,
  floor_minor bigint
);

CREATE TYPE books.posting AS (
  ord integer,
  line_no smallint,
  account_id uuid,
  stripe smallint,
  ledger_account text,
  currency text,
  side smallint,
  amount_minor bigint,
  balance_after_minor bigint,
  account_version bigint,
  everyday boolean
);

-- Gone, or with other parameters or another type of answer from here on.
DROP FUNCTION IF EXISTS
  books.is_pair(jsonb), books.is_pair_entry(jsonb), books.post_pair(jsonb, date), books.post_batch(jsonb),
  books.refuse_overdraft(books.account, jsonb, numeric, numeric), bank.post_journals(jsonb) CASCADE;
