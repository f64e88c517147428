-- The second look, at what was written and not at what was meant: every journal has entries that sum to zero in each
-- currency, none of them of nothing, in a month that is open; an adjustment is no everyday journal, and goes into an earlier
-- month that is not closed for good. What one call writes has one date, so that the first and the last tell of any other.
CREATE OR REPLACE FUNCTION books.check_written(p_sequences bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_journal bigint;
  v_dates date[];
  v_date date;
  v record;
BEGIN
  SELECT min(sequence) FILTER (WHERE NOT is_balanced), ARRAY[min(first_date), max(last_date)] INTO v_journal, v_dates
  FROM (
    SELECT written.sequence, (sum(e.amount_minor) = 0 AND min(abs(e.amount_minor)) > 0) IS TRUE AS is_balanced,
      min(e.business_date) AS first_date, max(e.business_date) AS last_date
    FROM unnest(p_sequences) written (sequence) LEFT JOIN books.entry e ON e.journal_sequence = written.sequence
    GROUP BY written.sequence, e.currency
  ) of_currency;
  IF v_journal IS NOT NULL THEN
    PERFORM books.refuse('LB005', format('The debits and credits of journal %s differ.', v_journal),
      jsonb_build_object('sequence', v_journal::text));
  END IF;
  FOREACH v_date IN ARRAY v_dates LOOP
    IF NOT EXISTS (SELECT FROM books.period WHERE month = date_trunc('month', v_date::timestamp)::date AND state = 'OPEN') THEN
      PERFORM books.refuse('LB009', format('The accounting period of %s is closed.', v_date), jsonb_build_object('businessDate', v_date));
    END IF;
  END LOOP;
  FOR v IN
    SELECT j.type, j.business_date, j.adjusts_on, p.state
    FROM books.journal j LEFT JOIN books.period p ON p.month = date_trunc('month', j.adjusts_on::timestamp)::date
    WHERE j.sequence = ANY (p_sequences) AND j.adjusts_on IS NOT NULL
  LOOP
    IF v.type = 'STANDARD' OR date_trunc('month', v.adjusts_on::timestamp) >= date_trunc('month', v.business_date::timestamp) THEN
      PERFORM books.refuse('LB024', format('A %s journal of %s can''t adjust %s.', v.type, v.business_date, v.adjusts_on),
        jsonb_build_object('adjustsOn', v.adjusts_on));
    ELSIF (v.state <> 'HARD_CLOSED') IS NOT TRUE THEN
      PERFORM books.refuse('LB009', format('The accounting period of %s takes no adjustments.', v.adjusts_on),
        jsonb_build_object('businessDate', v.adjusts_on));
    END IF;
  END LOOP;
END $$;
