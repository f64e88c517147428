-- Tells payees whose forms 1099-INT a filed version of a year corrects: once for each state of a form, in whichever version it is.
CREATE OR REPLACE FUNCTION books.tell_of_corrected_forms(p_run ops.report_run)
RETURNS void LANGUAGE sql AS $$
  SELECT books.add_notice((form ->> 'customerId')::uuid, NULL, 'tax-form-corrected',
    jsonb_build_object('year', p_run.period, 'correctedOn', form -> 'changes' -> -1 ->> 'on'),
    format('tax-form-corrected/%s/%s/%s', form ->> 'customerId', p_run.period, md5((form -> 'changes')::text)))
  FROM jsonb_array_elements(p_run.content::jsonb #> '{yearEnd,forms}') form
  WHERE jsonb_array_length(form -> 'changes') > 0
$$;
