-- Limits on what may leave an account within a window of business days, counted journal by journal. What left is what
-- journals took out of it; reversals neither count nor are held up.
CREATE OR REPLACE FUNCTION books.check_velocity(
  p_journals books.journal_draft[], p_postings books.posting[], p_accounts uuid[], p_today date
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_use record;
BEGIN
  FOR v_use IN
    WITH leaving AS (
      SELECT p.account_id, p.ord, -sum(p.side * p.amount_minor) AS out_minor
      FROM unnest(p_postings) p
      WHERE p.account_id = ANY (p_accounts)
        AND p.ord NOT IN (SELECT j.ord FROM unnest(p_journals) j WHERE j.type = 'REVERSAL')
      GROUP BY p.account_id, p.ord HAVING sum(p.side * p.amount_minor) < 0
    ), used AS MATERIALIZED (
      -- Once per limit, not per journal: it reads the entries of the window.
      SELECT v.*, earlier.out_minor, earlier.journals
      FROM books.velocity_limit v
      CROSS JOIN LATERAL books.left_since(v.account_id, p_today - v.window_days + 1) earlier
      WHERE v.account_id IN (SELECT account_id FROM leaving)
    )
    SELECT l.account_id, l.ord, l.out_minor, used.window_days, used.max_minor, used.max_count,
      used.out_minor + sum(l.out_minor) OVER so_far - l.out_minor AS used_minor,
      used.journals + count(*) OVER so_far - 1 AS used_count
    FROM leaving l
    JOIN used ON used.account_id = l.account_id
    WINDOW so_far AS (PARTITION BY l.account_id, used.window_days ORDER BY l.ord)
    ORDER BY l.ord, used.window_days
  LOOP
    IF v_use.used_minor + v_use.out_minor > v_use.max_minor OR v_use.used_count + 1 > v_use.max_count THEN
      PERFORM books.refuse_velocity(to_jsonb(v_use));
    END IF;
  END LOOP;
END $$;
