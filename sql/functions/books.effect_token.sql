-- What a batch asks for and what comes of it, as one hash: the same journals on the same balances give the same token.
-- Ids, keys and clocks are left out, because they differ between a preview and the real request. A journal that says
-- which accounts were `shown` is bound to their balances alone: others may be paid meanwhile by anybody. A striped account
-- has no one balance to bind. Sealed with a secret, so that nobody can find out balances by trying.
CREATE OR REPLACE FUNCTION books.effect_token(p_batch jsonb, p_answer jsonb)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT 'p1.' || encode(sha256((SELECT secret FROM ops.preview_secret) || sha256(convert_to(string_agg(
    (asked - '{id,scope,key,requestHash,occurredAt}'::text[])::text
      || ((done - '{id,sequence,outcome,recordedAt,entries}'::text[]) || jsonb_build_object('entries', (
        SELECT jsonb_agg(CASE
            WHEN asked ? 'shown' AND NOT asked -> 'shown' ? (entry ->> 'accountId')
              OR EXISTS (SELECT FROM books.account a WHERE a.id = (entry ->> 'accountId')::uuid AND a.mode = 'striped')
            THEN entry - '{balanceMinor,version}'::text[]
            ELSE entry END ORDER BY line)
        FROM jsonb_array_elements(done -> 'entries') WITH ORDINALITY entries (entry, line))))::text,
    E'\n' ORDER BY place), 'UTF8'))), 'hex')
  FROM jsonb_array_elements(p_batch -> 'journals') WITH ORDINALITY journals (asked, place)
  JOIN jsonb_array_elements(p_answer -> 'results') WITH ORDINALITY results (done, place) USING (place)
$$;
