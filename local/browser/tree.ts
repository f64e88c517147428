import type { CDPSession, Page } from 'playwright-core';
import { type Attributes, heardAttributes } from './ax-node.ts';
import { linesOf } from './ax-tree.ts';

interface DomNode {
  readonly backendNodeId: number;
  /** Names and values in turn. */
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
}

function pairsOf(attributes: readonly string[]): [string, string][] {
  return attributes.flatMap((name, index) => (index % 2 === 0 ? [[name, attributes[index + 1] ?? '']] : []));
}

function everyNode(node: DomNode): DomNode[] {
  return [node, ...(node.children ?? []).flatMap(everyNode)];
}

/** The language of the whole page belongs to its document, as its title does. */
function attributesOf(document: DomNode): Attributes {
  const own = everyNode(document).map(({ backendNodeId, attributes = [] }) => {
    const heard = pairsOf(attributes).filter(([name]) => heardAttributes.some((each) => each === name));
    return [backendNodeId, Object.fromEntries(heard)] as const;
  });
  const html = document.children?.find(({ attributes }) => attributes !== undefined);
  const lang = new Map(own).get(html?.backendNodeId ?? -1)?.['lang'];
  return new Map([...own, [document.backendNodeId, lang === undefined ? {} : { lang }]]);
}

async function readWith(session: CDPSession, pageOrigin: string): Promise<string[]> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  return linesOf(nodes, { attributes: attributesOf(root), pageOrigin });
}

/**
 * What a screen reader makes of the page as it stands, in indented lines that can be compared with those of
 * another page. Works with and without JavaScript.
 */
export async function readTree(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    return await readWith(session, new URL(page.url()).origin);
  } finally {
    await session.detach();
  }
}
