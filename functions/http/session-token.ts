import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** `__Host-` ties the cookie to this host, https and path /; browsers treat *.localhost as secure. */
export const sessionCookie = '__Host-bank_sid';
/** A sign-in under way: what comes back from elsewhere must come to the browser that left. */
export const transactionCookie = '__Host-bank_tx';
/** A sign-up under way: its code confirms it in the browser that began it, and nowhere else. */
export const signUpCookie = '__Host-bank_su';
/** Opens the code of staff screens at the CDN. */
export const passCookie = '__Host-bank_pass';
type CookieName = typeof sessionCookie | typeof transactionCookie | typeof signUpCookie | typeof passCookie;

const form = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits, as they stand in the cookie. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the store knows a session by; the cookie's value can't be got back from it. */
export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function tokenFromCookies(
  cookies: readonly string[] | undefined,
  name: CookieName = sessionCookie,
): string | undefined {
  const prefix = `${name}=`;
  const found = cookies?.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
  return found !== undefined && form.test(found) ? found : undefined;
}

export function setCookie(token: string, maxAgeSeconds: number, name: CookieName = sessionCookie): string {
  return `${name}=${token}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`;
}

export function clearCookie(name: CookieName = sessionCookie): string {
  return setCookie('', 0, name);
}

/** The token a page must send with every write of this session. */
export function csrfTokenOf(sessionToken: string, key: string): string {
  return createHmac('sha256', key).update(`csrf:${sessionToken}`).digest('base64url');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares digests, in the same time wherever the texts differ and however long they are. */
export function sameText(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}
