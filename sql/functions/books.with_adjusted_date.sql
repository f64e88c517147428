-- Puts the date that a journal adjusts at the end of its text. A journal that adjusts nothing keeps the text that journals
-- had before there were any that do.
CREATE OR REPLACE FUNCTION books.with_adjusted_date(p_text text, p_adjusts_on date)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_adjusts_on IS NULL THEN p_text
    ELSE left(p_text, -1) || format(', "adjustsOn" : "%s"}', to_char(p_adjusts_on, 'YYYY-MM-DD')) END
$$;
