/** What the browser says of one node of its accessibility tree, as the DevTools protocol has it. */
export interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly value?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
  readonly backendDOMNodeId?: number;
}

/** Attributes that the accessibility tree leaves out although people hear, see or are helped by them. */
export const heardAttributes = ['aria-current', 'autocomplete', 'lang', 'placeholder'] as const;

/** Attributes of elements by the id the browser gives the element. */
export type Attributes = ReadonlyMap<number, Readonly<Record<string, string>>>;

export const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** Text as it is read out: runs of white space are one space. */
export function spoken(value: unknown): string {
  return asText(value).replace(/\s+/g, ' ').trim();
}

export const roleOf = (node: AxNode): string => asText(node.role?.value);

export function property(node: AxNode, name: string): string {
  return asText(node.properties?.find((each) => each.name === name)?.value.value);
}

/** States that are worth a word when they hold. */
const flags = ['required', 'disabled', 'readonly', 'selected', 'multiselectable', 'modal', 'busy'];

/** States that are worth a word whatever they are. */
const states = ['level', 'checked', 'expanded', 'pressed', 'live', 'hasPopup', 'roledescription'];

function stateWords(node: AxNode): string[] {
  const always = states
    .map((name) => [name, property(node, name)] as const)
    .filter(([, value]) => value !== '');
  const invalid = property(node, 'invalid');
  return [
    ...always.map(([name, value]) => `${name.toLowerCase()}=${value}`),
    ...flags.filter((name) => property(node, name) === 'true'),
    ...(invalid === '' || invalid === 'false' ? [] : [`invalid=${invalid}`]),
  ];
}

/** Where a link leads: without the origin when that is the page's own, which differs between twins. */
function addressWord(node: AxNode, pageOrigin: string): string[] {
  const address = roleOf(node) === 'link' ? property(node, 'url') : '';
  if (!URL.canParse(address)) return [];
  const { origin, pathname, search, hash } = new URL(address);
  return [`url=${origin === pageOrigin ? `${pathname}${search}${hash}` : address}`];
}

export interface Surroundings {
  readonly attributes: Attributes;
  readonly pageOrigin: string;
}

/** One node in one line: role, name, and everything a visitor can tell about it. */
export function describeNode(node: AxNode, { attributes, pageOrigin }: Surroundings): string {
  const role = roleOf(node) === 'RootWebArea' ? 'document' : roleOf(node);
  const name = spoken(node.name?.value);
  const description = spoken(node.description?.value);
  const value = spoken(node.value?.value);
  const heard = Object.entries(attributes.get(node.backendDOMNodeId ?? -1) ?? {});
  return [
    role,
    ...(name === '' ? [] : [JSON.stringify(name)]),
    ...(description === '' ? [] : [`description=${JSON.stringify(description)}`]),
    ...(value === '' ? [] : [`value=${JSON.stringify(value)}`]),
    ...stateWords(node),
    ...addressWord(node, pageOrigin),
    ...heard.map(([attribute, text]) => `${attribute.replace('aria-', '')}=${JSON.stringify(text)}`),
  ].join(' ');
}
