-- What an approval would change now. The rights of a user are not in the books: who asks has looked them up.
CREATE OR REPLACE FUNCTION books.approval_effect(p_id uuid, p jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  CASE p ->> 'kind'
    WHEN 'journal' THEN
      RETURN books.journal_effect(books.approval_batch(p_id, p -> 'payload', p ->> 'actor'));
    WHEN 'account-limits' THEN
      RETURN books.limits_effect(p -> 'payload');
    ELSE
      RETURN p -> 'effect';
  END CASE;
END $$;
