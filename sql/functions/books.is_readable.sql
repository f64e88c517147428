-- True when a journal of a batch has every field it needs, each of its kind; null counts as no.
CREATE OR REPLACE FUNCTION books.is_readable(p_journal jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_journal ->> 'id' IS NOT NULL
    AND length(p_journal ->> 'scope') BETWEEN 1 AND 200
    AND length(p_journal ->> 'key') BETWEEN 1 AND 200
    AND length(p_journal ->> 'requestHash') BETWEEN 1 AND 200
    AND p_journal ->> 'type' IN ('STANDARD', 'ADJUSTING', 'CLOSING', 'REVERSAL')
    AND length(p_journal ->> 'template') BETWEEN 1 AND 20
    AND length(p_journal ->> 'description') BETWEEN 1 AND 200
    AND coalesce(length(p_journal ->> 'reference'), 0) <= 140
    AND length(p_journal ->> 'actor') BETWEEN 1 AND 200
    -- A time without an offset would mean another instant in another session.
    AND coalesce(p_journal ->> 'occurredAt' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*(Z|[+-][0-9]{2}:[0-9]{2})$', true)
    -- Written out: words such as tomorrow or infinity are dates to Postgres too.
    AND coalesce(p_journal ->> 'valueDate' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', true)
    AND coalesce(p_journal ->> 'businessDate' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', true)
    AND coalesce(p_journal ->> 'adjustsOn' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', true)
    AND (p_journal ->> 'type' = 'REVERSAL') = (p_journal ->> 'reversesId' IS NOT NULL)
    AND jsonb_array_length(p_journal -> 'entries') <= 1000
$$;
