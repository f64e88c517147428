CREATE SEQUENCE books.certificate_number START 6000000001;
COMMENT ON SEQUENCE books.certificate_number IS 'Account numbers of certificates that were asked for without one.';
