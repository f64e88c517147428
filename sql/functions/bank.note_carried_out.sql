CREATE OR REPLACE FUNCTION bank.note_carried_out(p_approval uuid)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM books.approval a JOIN books.approval_decision d ON d.approval_id = a.id
    WHERE a.id = p_approval AND a.kind = 'user-rights' AND d.decision = 'approved')
  THEN
    PERFORM books.refuse('LB051', 'There is no such approved change of the rights of a user.');
  END IF;
  INSERT INTO books.approval_outcome (approval_id) VALUES (p_approval) ON CONFLICT DO NOTHING;
  RETURN books.approval_answer(p_approval);
END $$;
COMMENT ON FUNCTION bank.note_carried_out IS 'Says that an approved change of the rights of a user has been carried out. Repeating it changes nothing.';
GRANT EXECUTE ON FUNCTION bank.note_carried_out TO bank_app, bank_operator;
