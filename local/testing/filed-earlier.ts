import type { Pool } from 'pg';

/** Lets every filing have happened an amount of time ago, such as `20 minutes`; the books themselves change no event. */
export async function letFilingsBe(owner: Pool, ago: string): Promise<void> {
  await owner.query(`
    BEGIN;
    ALTER TABLE ops.report_event DISABLE TRIGGER append_only;
    UPDATE ops.report_event SET recorded_at = clock_timestamp() - interval '${ago}' WHERE action = 'file';
    ALTER TABLE ops.report_event ENABLE ALWAYS TRIGGER append_only;
    COMMIT`);
}
