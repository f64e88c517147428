-- A journal has two entries or more, none of them zero, and sums to zero in each currency.
CREATE OR REPLACE FUNCTION books.check_balanced(p_journals integer, p_entries books.entry_draft[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_whole integer;
  v_invalid integer;
  v_unbalanced integer;
BEGIN
  SELECT count(*), min(ord) FILTER (WHERE lines < 2 OR has_zero), min(ord) FILTER (WHERE off_balance)
  INTO v_whole, v_invalid, v_unbalanced
  FROM (
    SELECT ord, sum(lines) AS lines, bool_or(has_zero) AS has_zero, bool_or(total <> 0) AS off_balance
    FROM (
      SELECT ord, count(*) AS lines, bool_or(amount_minor = 0) AS has_zero, sum(amount_minor) AS total
      FROM unnest(p_entries) GROUP BY ord, currency
    ) by_currency
    GROUP BY ord
  ) by_journal;

  IF v_whole < p_journals OR v_invalid IS NOT NULL THEN
    PERFORM books.refuse('LB006', 'A journal needs two entries or more, none of them zero.',
      jsonb_build_object('journal', v_invalid - 1));
  ELSIF v_unbalanced IS NOT NULL THEN
    PERFORM books.refuse('LB005', format('The debits and credits of journal %s of the batch differ.', v_unbalanced - 1),
      jsonb_build_object('journal', v_unbalanced - 1));
  END IF;
END $$;
