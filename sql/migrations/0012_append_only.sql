-- Statement-level, so that the refusal doesn't depend on a row being hit; ALWAYS, so that no session setting skips it.
CREATE FUNCTION books.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the books are append-only.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'LB010', DETAIL = json_build_object('table', TG_TABLE_NAME, 'operation', TG_OP);
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.journal EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.entry EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.idempotency EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.ledger_account EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.account EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.balance EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.account_movement EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.ledger_movement EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.business_date EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.period EXECUTE FUNCTION books.refuse_change();

ALTER TABLE books.journal ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.entry ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.idempotency ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.ledger_account ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.account ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.balance ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.account_movement ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.ledger_movement ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.business_date ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.period ENABLE ALWAYS TRIGGER never_deleted;
