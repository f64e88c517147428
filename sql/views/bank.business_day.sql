CREATE OR REPLACE VIEW bank.business_day AS
SELECT day.business_date,
  CASE WHEN day.is_over THEN 'over' WHEN coalesce(step.done, 0) > 0 THEN 'ending' ELSE 'under-way' END AS status,
  coalesce(step.done, 0) AS done, cardinality(bank.day_steps()) AS of,
  coalesce(found.differences, 0) AS differences, coalesce(found.open_suspense, 0) AS open_suspense
FROM (
  SELECT business_date, true AS is_over FROM books.closed_day
  UNION ALL
  SELECT business_date, false FROM books.business_date
) day
LEFT JOIN LATERAL (SELECT count(*) AS done FROM books.day_step s WHERE s.business_date = day.business_date) step ON true
LEFT JOIN LATERAL (
  SELECT count(*) FILTER (WHERE kind <> 'suspense' AND subledger_minor <> ledger_minor) AS differences,
    count(*) FILTER (WHERE kind = 'suspense' AND ledger_minor <> 0) AS open_suspense
  FROM books.reconciliation r WHERE r.business_date = day.business_date
) found ON true;
COMMENT ON VIEW bank.business_day IS 'The business dates of the books up to today, how far their ends are, and what was found in them.';
COMMENT ON COLUMN bank.business_day.done IS 'Steps of its end that are done; none for a day that was only rolled.';
GRANT SELECT ON bank.business_day TO bank_app, bank_operator;
