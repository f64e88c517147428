-- Tells the payees of a filed amendment of a year whose forms 1099-INT have other boxes than in the version it amends, or are in one of
-- the two alone: once for each version. A version from before years had forms says nothing of them, so that nobody's is another one.
CREATE OR REPLACE FUNCTION books.tell_of_corrected_forms(p_run ops.report_run)
RETURNS void LANGUAGE sql AS $$
  WITH form AS (
    SELECT r.version, f ->> 'customerId' AS customer, ARRAY[f ->> 'box1Minor', f ->> 'box2Minor', f ->> 'box4Minor'] AS boxes
    FROM ops.report_run r CROSS JOIN LATERAL jsonb_array_elements(r.content::jsonb #> '{yearEnd,forms}') f
    WHERE r.kind = p_run.kind AND r.period = p_run.period AND r.version IN (p_run.version, p_run.amends)
      AND (SELECT jsonb_typeof(a.content::jsonb #> '{yearEnd,forms}') = 'array' FROM ops.report_run a
        WHERE (a.kind, a.period, a.version) = (p_run.kind, p_run.period, p_run.amends))
  )
  SELECT books.add_notice(customer::uuid, NULL,
    CASE WHEN was.boxes IS NULL THEN 'tax-form-added' WHEN filed.boxes IS NULL THEN 'tax-form-withdrawn' ELSE 'tax-form-corrected' END,
    jsonb_build_object('year', p_run.period),
    format('tax-form-corrected/%s/%s/v%s', customer, p_run.period, p_run.version))
  FROM (SELECT f.customer, f.boxes FROM form f WHERE f.version = p_run.amends) was
  FULL JOIN (SELECT f.customer, f.boxes FROM form f WHERE f.version = p_run.version) filed USING (customer)
  WHERE was.boxes IS DISTINCT FROM filed.boxes
$$;
