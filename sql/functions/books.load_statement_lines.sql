-- Brings the tree of statement lines to what sql/seed/statement_lines.csv says. Lines are never removed.
CREATE OR REPLACE FUNCTION books.load_statement_lines(p_rows jsonb)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO books.statement_line (code, statement, parent, position, side, label, chart_line)
  SELECT r ->> 'code', r ->> 'statement', nullif(r ->> 'parent', ''), (r ->> 'position')::integer, r ->> 'side',
    r ->> 'label', nullif(r ->> 'chart_line', '')
  FROM jsonb_array_elements(p_rows) r
  ON CONFLICT (code) DO UPDATE SET
    statement = excluded.statement, parent = excluded.parent, position = excluded.position, side = excluded.side,
    label = excluded.label, chart_line = excluded.chart_line
$$;
