-- An address without a comma lay in clear in its own mask: of those that are kept, too, no more is shown than state and ZIP. Ends that
-- were cut off at forty characters have neither.
ALTER TABLE ops.personal_value DISABLE TRIGGER append_only;
UPDATE ops.personal_value v SET masked = coalesce('••• ' || upper(place[1]) || ' ' || place[2], '•••')
FROM ops.personal_value o
LEFT JOIN LATERAL regexp_match(o.masked, '(?:^|[^[:alnum:]])([A-Za-z]{2})[\s,;.]+([0-9]{5}(?:-[0-9]{4})?)[\s,;.]*$') place ON true
WHERE v.field = 'address' AND (o.customer_id, o.field, o.version) = (v.customer_id, v.field, v.version);
ALTER TABLE ops.personal_value ENABLE ALWAYS TRIGGER append_only;
