/** Public ids are opaque: a prefix that tells the kind, and a UUID inside. */
export const idPrefixes = {
  account: 'acc',
  customer: 'cus',
  journal: 'jnl',
  transfer: 'trf',
  draft: 'drf',
  hold: 'hld',
  batch: 'bat',
  import: 'imp',
  periodChange: 'pch',
  standingOrder: 'sto',
  notice: 'ntc',
  loanPayment: 'lpy',
  signIn: 'sgn',
  approval: 'apr',
} as const;
export type IdKind = keyof typeof idPrefixes;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function publicId(kind: IdKind, id: string): string {
  return `${idPrefixes[kind]}_${id}`;
}

/** The UUID inside a public id of this kind, or undefined when the text is none. */
export function uuidOf(kind: IdKind, text: string): string | undefined {
  const prefix = `${idPrefixes[kind]}_`;
  if (!text.startsWith(prefix)) return undefined;
  const inner = text.slice(prefix.length);
  return uuid.test(inner) ? inner : undefined;
}
