-- Versions of a report: one person reviews, another files, and what was reviewed never changes again. A filed version is amended
-- by another version, which names it.
ALTER TABLE ops.report_run ADD COLUMN amends integer;
ALTER TABLE ops.report_run ADD COLUMN reason text NOT NULL DEFAULT '';
ALTER TABLE ops.report_run ADD COLUMN created_name text CHECK (length(created_name) BETWEEN 1 AND 200);
ALTER TABLE ops.report_run DROP CONSTRAINT report_run_status_check;
ALTER TABLE ops.report_run ADD CONSTRAINT report_run_status_known
  CHECK (status IN ('DRAFT', 'REVIEWED', 'FILED', 'AMENDED')) NOT VALID;
ALTER TABLE ops.report_run ADD CONSTRAINT report_run_amends_the_one_before
  CHECK ((version = 1) = (amends IS NULL) AND amends = version - 1 AND (version = 1) = (reason = '')) NOT VALID;
COMMENT ON TABLE ops.report_run IS 'Versions of reports. Making one again at the same sequence gives the same bytes.';
COMMENT ON COLUMN ops.report_run.status IS 'DRAFT follows the books; REVIEWED, FILED and AMENDED (by the next version) never change.';
COMMENT ON COLUMN ops.report_run.amends IS 'The filed version that this one corrects; null for the first.';
COMMENT ON COLUMN ops.report_run.reason IS 'Why it is amended; empty for the first.';
COMMENT ON COLUMN ops.report_run.created_by IS 'Subject of who began it, or the part of the bank that did.';
COMMENT ON COLUMN ops.report_run.created_name IS 'Name of who began it, for people; null where the bank itself did.';
REVOKE ALL ON ops.report_run FROM bank_app;

CREATE TABLE ops.report_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES ops.report_run,
  action text NOT NULL CHECK (action IN ('review', 'return', 'file')),
  actor text NOT NULL CHECK (length(actor) BETWEEN 1 AND 200),
  actor_name text NOT NULL CHECK (length(actor_name) BETWEEN 1 AND 200),
  note text NOT NULL CHECK (length(note) <= 500),
  explanations jsonb NOT NULL CHECK (jsonb_typeof(explanations) = 'object'),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  recorded_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX report_event_run ON ops.report_event (run_id, id);
COMMENT ON TABLE ops.report_event IS 'Who did what with a version of a report. Append-only; nobody files what they reviewed.';
COMMENT ON COLUMN ops.report_event.action IS 'return: sent back to whoever prepares it, a draft again.';
COMMENT ON COLUMN ops.report_event.actor IS 'Subject, by which people are compared; the name beside it is for people.';
COMMENT ON COLUMN ops.report_event.explanations IS 'Texts by validity rule, where a rule asks for one.';
COMMENT ON COLUMN ops.report_event.sha256 IS 'Of the content as it was seen.';
COMMENT ON COLUMN ops.report_event.recorded_on IS 'Business date.';
