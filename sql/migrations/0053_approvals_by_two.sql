CREATE FUNCTION books.refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.decision = 'withdrawn') <> (NEW.decided_by = (SELECT requested_by FROM books.approval WHERE id = NEW.approval_id)) THEN
    RAISE EXCEPTION 'Who asked can withdraw; another person approves or rejects.' USING ERRCODE = 'LB025';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_person BEFORE INSERT ON books.approval_decision FOR EACH ROW EXECUTE FUNCTION books.refuse_own_approval();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.approval EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.approval_decision EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.approval_outcome EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.posting_authority EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.approval_decision ENABLE ALWAYS TRIGGER second_person;
ALTER TABLE books.approval ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.approval_decision ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.approval_outcome ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.posting_authority ENABLE ALWAYS TRIGGER append_only;
