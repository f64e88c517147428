-- A function that posts says so for its transaction, by a setting. That keeps no attacker out, the rights of the tables do:
-- it keeps everybody else, their owner too, from writing by mistake what no posting has checked.
CREATE OR REPLACE FUNCTION books.refuse_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('books.posting', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'Rows of % come from postings alone: post a journal.', TG_RELID::regclass USING ERRCODE = 'LB010';
  END IF;
  RETURN NULL;
END $$;
