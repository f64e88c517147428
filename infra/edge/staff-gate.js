// Code of staff screens: only with a pass that the API gave to a session of staff, and before its end.
import cf from 'cloudfront';
import crypto from 'crypto';

var refusal = {
  statusCode: 403,
  statusDescription: 'Forbidden',
  headers: { 'cache-control': { value: 'no-store' } },
};

// Takes as long for a wrong text as for the right one.
function same(given, expected) {
  var difference = given.length ^ expected.length;
  for (var i = 0; i < expected.length; i += 1) difference |= given.charCodeAt(i) ^ expected.charCodeAt(i);
  return difference === 0;
}

// eslint-disable-next-line no-unused-vars -- CloudFront calls it by this name
async function handler(event) {
  var cookie = event.request.cookies['__Host-bank_pass'];
  var parts = (cookie ? cookie.value : '').split('.');
  if (parts.length !== 2 || !/^\d{10}$/.test(parts[0]) || Number(parts[0]) * 1000 <= Date.now())
    return refusal;
  var key = await cf.kvs().get('key');
  return same(parts[1], crypto.createHmac('sha256', key).update(parts[0]).digest('hex'))
    ? event.request
    : refusal;
}
