-- A journal that adjusts names a day the books have left, in an earlier month that is not closed for good, and moves the
-- bank's own accounts alone: what a customer's account earned or paid is corrected by a value date, in plain sight.
CREATE OR REPLACE FUNCTION books.check_adjustments(p_journals books.journal_draft[], p_entries books.entry_draft[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_draft record;
BEGIN
  FOR v_draft IN
    SELECT draft.ord, draft.scope, draft.type, draft.adjusts_on, period.state, day.business_date AS closed_day,
      coalesce(target.adjusts_on, target.business_date) AS target_date,
      (SELECT min(a.number) FROM unnest(p_entries) e JOIN books.account a ON a.id = e.account_id
       WHERE e.ord = draft.ord AND a.customer_id IS NOT NULL) AS of_customer
    FROM unnest(p_journals) draft
    LEFT JOIN books.period period ON period.month = date_trunc('month', draft.adjusts_on::timestamp)::date
    LEFT JOIN books.closed_day day ON day.business_date = draft.adjusts_on
    LEFT JOIN books.journal target ON target.id = draft.reverses_id
    WHERE draft.adjusts_on IS NOT NULL
    ORDER BY draft.ord
  LOOP
    IF v_draft.state = 'HARD_CLOSED' THEN
      PERFORM books.refuse('LB009', format('The accounting period of %s is closed.', v_draft.adjusts_on),
        jsonb_build_object('businessDate', v_draft.adjusts_on));
    ELSIF v_draft.scope <> 'close' AND (books.closing_journal(extract(year FROM v_draft.adjusts_on)::integer)).id IS NOT NULL THEN
      PERFORM books.refuse('LB009', format('The year %s is closed; two people reopen it first.', extract(year FROM v_draft.adjusts_on)),
        jsonb_build_object('businessDate', v_draft.adjusts_on));
    ELSIF v_draft.type = 'STANDARD' OR v_draft.closed_day IS NULL OR v_draft.of_customer IS NOT NULL
      OR v_draft.type = 'REVERSAL' AND v_draft.target_date <> v_draft.adjusts_on
      OR date_trunc('month', v_draft.adjusts_on::timestamp) >= (SELECT date_trunc('month', business_date::timestamp) FROM books.business_date)
    THEN
      PERFORM books.refuse('LB024', format('Journal %s of the batch can''t adjust %s: %s.', v_draft.ord - 1, v_draft.adjusts_on, CASE
          WHEN v_draft.type = 'STANDARD' THEN 'only an adjusting or closing journal, or a reversal of one, may'
          WHEN v_draft.of_customer IS NOT NULL THEN format('account %s is a customer''s; give a value date instead', v_draft.of_customer)
          WHEN v_draft.type = 'REVERSAL' AND v_draft.target_date <> v_draft.adjusts_on
            THEN format('the journal it reverses counts on %s', v_draft.target_date)
          ELSE 'it must be a business date of an earlier month' END),
        jsonb_build_object('journal', v_draft.ord - 1, 'adjustsOn', v_draft.adjusts_on));
    END IF;
  END LOOP;
END $$;
