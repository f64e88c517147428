-- What a journal is, as it is sealed: everything that all who have a part in it may know. Byte for byte part of the
-- hash: another text needs another version.
CREATE OR REPLACE FUNCTION books.seal_journal_text(p_journal books.journal)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT books.with_adjusted_date(json_build_object(
    'version', 'ledgerbank-journal-1', 'sequence', p_journal.sequence::text, 'id', p_journal.id, 'type', p_journal.type,
    'template', p_journal.template, 'description', p_journal.description, 'reference', p_journal.reference,
    'businessDate', p_journal.business_date, 'valueDate', p_journal.value_date,
    'occurredAt', books.seal_instant(p_journal.occurred_at), 'recordedAt', books.seal_instant(p_journal.recorded_at),
    'reversesId', p_journal.reverses_id)::text, p_journal.adjusts_on)
$$;
