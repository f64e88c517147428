import { isIP } from 'node:net';

/**
 * Whose requests are counted together: an IPv4 address, or the /64 of an IPv6 one, in which a single host has every
 * address it likes (RFC 4291 2.5.4, RFC 8981). An IPv4 address that is written as an IPv6 one is an IPv4 address.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') return groups.slice(6).map(twoBytes).join('.');
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** All eight, in the one form that URLs give them. */
function groupsOf(address: string): readonly string[] {
  const [withoutZone = ''] = address.split('%');
  const text = new URL(`http://[${withoutZone}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = text.split('::').map((part) => (part === '' ? [] : part.split(':')));
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}

function twoBytes(group: string): string {
  const value = Number.parseInt(group, 16);
  return `${value >> 8}.${value & 255}`;
}
