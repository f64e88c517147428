-- The second line of defence, whoever writes entries: journals are balanced in each currency, no line is zero, and every
-- business date lies in an open period. The everyday journal of two entries is seen to be sound row by row, because setting
-- up aggregates costs more than reading two rows; whatever is not told so at once is looked at as a set.
CREATE OR REPLACE FUNCTION books.refuse_bad_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_seen integer := 0;
  v_everyday boolean := false;
  v_journal bigint;
  v_currency text;
  v_minor bigint;
  v_date date;
  v_first_journal bigint;
  v_first_currency text;
  v_first_minor bigint;
  v_first_date date;
BEGIN
  FOR v_journal, v_currency, v_minor, v_date IN
    SELECT journal_sequence, currency, amount_minor, business_date FROM inserted
  LOOP
    v_seen := v_seen + 1;
    IF v_seen = 1 THEN
      v_first_journal := v_journal;
      v_first_currency := v_currency;
      v_first_minor := v_minor;
      v_first_date := v_date;
    ELSE
      v_everyday := v_seen = 2 AND v_minor = -v_first_minor AND v_minor <> 0 AND v_journal = v_first_journal
        AND v_currency = v_first_currency AND v_date = v_first_date;
      EXIT WHEN NOT v_everyday;
    END IF;
  END LOOP;
  IF NOT v_everyday THEN
    SELECT min(journal_sequence) INTO v_journal
    FROM (
      SELECT journal_sequence FROM inserted GROUP BY journal_sequence, currency
      HAVING sum(amount_minor) <> 0 OR min(abs(amount_minor)) = 0
    ) unbalanced;
    IF v_journal IS NOT NULL THEN
      RAISE EXCEPTION 'The debits and credits of journal % differ.', v_journal
        USING ERRCODE = 'LB005', DETAIL = json_build_object('sequence', v_journal::text);
    END IF;
    SELECT min(business_date) INTO v_date
    FROM (SELECT DISTINCT business_date FROM inserted) each
    WHERE NOT EXISTS (
      SELECT FROM books.period WHERE month = date_trunc('month', each.business_date::timestamp)::date AND state = 'OPEN');
  ELSIF EXISTS (SELECT FROM books.period WHERE month = date_trunc('month', v_date::timestamp)::date AND state = 'OPEN') THEN
    v_date := NULL;
  END IF;
  IF v_date IS NOT NULL THEN
    RAISE EXCEPTION 'The accounting period of % is closed.', v_date
      USING ERRCODE = 'LB009', DETAIL = json_build_object('businessDate', v_date);
  END IF;
  RETURN NULL;
END $$;
