-- What holds of reports whoever writes the rows.
CREATE FUNCTION ops.refuse_frozen_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_step text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'DRAFT' THEN
      RAISE EXCEPTION 'A report begins as a draft.' USING ERRCODE = 'LB071';
    END IF;
    RETURN NEW;
  ELSIF (OLD.status, NEW.status, OLD.id, OLD.kind, OLD.period, OLD.version) = ('DRAFT', 'DRAFT', NEW.id, NEW.kind, NEW.period, NEW.version) THEN
    RETURN NEW;
  ELSIF (to_jsonb(OLD) - 'status') IS DISTINCT FROM (to_jsonb(NEW) - 'status') THEN
    RAISE EXCEPTION 'Version % of the report of % has been reviewed; it never changes.', OLD.version, OLD.period USING ERRCODE = 'LB010';
  END IF;
  v_step := ARRAY[OLD.status, NEW.status, coalesce(
    (SELECT e.action FROM ops.report_event e WHERE e.run_id = OLD.id ORDER BY e.id DESC LIMIT 1), ''
  )];
  IF v_step NOT IN ('{DRAFT,REVIEWED,review}', '{REVIEWED,DRAFT,return}', '{REVIEWED,FILED,file}')
    AND NOT (v_step = '{FILED,AMENDED,file}' AND EXISTS (
      SELECT FROM ops.report_run r
      WHERE (r.kind, r.period, r.amends, r.status) = (OLD.kind, OLD.period, OLD.version, 'FILED')
    ))
  THEN
    RAISE EXCEPTION 'A report can''t go from % to %.', OLD.status, NEW.status USING ERRCODE = 'LB071';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE ON ops.report_run FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen_report();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON ops.report_run EXECUTE FUNCTION books.refuse_change();

CREATE FUNCTION ops.refuse_own_filing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.action = 'file' AND NEW.actor = (
    SELECT e.actor FROM ops.report_event e WHERE e.run_id = NEW.run_id AND e.action = 'review' ORDER BY e.id DESC LIMIT 1
  ) THEN
    RAISE EXCEPTION 'A report is filed by another person than the one who reviewed it.' USING ERRCODE = 'LB025';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_person BEFORE INSERT ON ops.report_event FOR EACH ROW EXECUTE FUNCTION ops.refuse_own_filing();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.report_event EXECUTE FUNCTION books.refuse_change();
ALTER TABLE ops.report_run ENABLE ALWAYS TRIGGER frozen;
ALTER TABLE ops.report_run ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE ops.report_event ENABLE ALWAYS TRIGGER second_person;
ALTER TABLE ops.report_event ENABLE ALWAYS TRIGGER append_only;
