-- The first journal that counts in the period of a version and was posted after the last one it saw; null while it has seen all.
-- Business dates never fall as sequences grow, so of journals that adjust nothing the next one tells for all that follow; those that
-- adjust are few, and have an index. A closing journal counts like any other, as it does in the trial balance of the report; a
-- reversal that changes a form of the year counts in it, too. Not STABLE: who checks a version has waited for postings under way, and has to see them.
CREATE OR REPLACE FUNCTION books.journal_after_report(p_run ops.report_run)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_to date := (p_run.content::json ->> 'to')::date;
BEGIN
  RETURN (
    SELECT min(sequence)
    FROM (
      (SELECT sequence FROM books.journal WHERE sequence > p_run.as_of_sequence AND adjusts_on <= v_to ORDER BY sequence LIMIT 1)
      UNION ALL
      SELECT sequence
      FROM (SELECT * FROM books.journal WHERE sequence > p_run.as_of_sequence AND adjusts_on IS NULL ORDER BY sequence LIMIT 1) next
      WHERE business_date <= v_to
      UNION ALL
      SELECT c.sequence FROM bank.tax_corrections(CASE p_run.kind WHEN 'year' THEN p_run.period::integer END, p_run.as_of_sequence) c
    ) later
  );
END $$;
