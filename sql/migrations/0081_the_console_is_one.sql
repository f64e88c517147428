-- Whoever has the login of the console could pass any name to the functions that two people use. To the books they are one.
CREATE FUNCTION books.refuse_borrowed_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The arguments are the columns that name somebody: to the books, and to whoever reads of it.
  IF session_user = 'bank_console' AND EXISTS (
    SELECT FROM unnest(TG_ARGV) named WHERE to_jsonb(NEW) ->> named IS DISTINCT FROM 'console')
  THEN
    RAISE EXCEPTION 'Whoever signs in as the console asks and decides as console, and under no other name.' USING ERRCODE = 'LB025';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION books.refuse_borrowed_name IS 'Refuses a row that names anybody but the console in these columns, when the console signed in.';

CREATE TRIGGER own_name BEFORE INSERT ON books.period_change
  FOR EACH ROW EXECUTE FUNCTION books.refuse_borrowed_name('requested_by');
CREATE TRIGGER own_name BEFORE INSERT ON books.period_decision
  FOR EACH ROW EXECUTE FUNCTION books.refuse_borrowed_name('decided_by');
CREATE TRIGGER own_name BEFORE INSERT ON books.approval
  FOR EACH ROW EXECUTE FUNCTION books.refuse_borrowed_name('requested_by', 'requested_name');
CREATE TRIGGER own_name BEFORE INSERT ON books.approval_decision
  FOR EACH ROW EXECUTE FUNCTION books.refuse_borrowed_name('decided_by', 'decided_name');
ALTER TABLE books.period_change ENABLE ALWAYS TRIGGER own_name;
ALTER TABLE books.period_decision ENABLE ALWAYS TRIGGER own_name;
ALTER TABLE books.approval ENABLE ALWAYS TRIGGER own_name;
ALTER TABLE books.approval_decision ENABLE ALWAYS TRIGGER own_name;
