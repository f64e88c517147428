-- The batch that was posted under the key of this one; null where there is none. Asked for under the locks of the balances
-- and the key.
CREATE OR REPLACE FUNCTION books.known_batch(p jsonb)
RETURNS books.journal_batch LANGUAGE plpgsql AS $$
DECLARE
  v_batch books.journal_batch;
BEGIN
  SELECT * INTO v_batch FROM books.journal_batch WHERE scope = p ->> 'scope' AND key = p ->> 'key';
  IF v_batch.request_hash <> p ->> 'requestHash' THEN
    PERFORM books.refuse_key(1, p ->> 'key', p ->> 'requestHash', v_batch.request_hash);
  END IF;
  RETURN v_batch;
END $$;
