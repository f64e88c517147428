-- The second line of defence behind bank.post_journals: the entries of a journal come in one statement and sum to zero.
CREATE FUNCTION books.refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_sequence bigint;
BEGIN
  SELECT min(journal_sequence) INTO v_sequence
  FROM (SELECT journal_sequence FROM inserted GROUP BY journal_sequence, currency HAVING sum(amount_minor) <> 0) unbalanced;
  IF v_sequence IS NOT NULL THEN
    RAISE EXCEPTION 'The debits and credits of journal % differ.', v_sequence
      USING ERRCODE = 'LB005', DETAIL = json_build_object('sequence', v_sequence::text);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER balanced AFTER INSERT ON books.entry
  REFERENCING NEW TABLE AS inserted EXECUTE FUNCTION books.refuse_unbalanced();
ALTER TABLE books.entry ENABLE ALWAYS TRIGGER balanced;
