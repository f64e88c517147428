import { asText, type AxNode, describeNode, property, roleOf, spoken, type Surroundings } from './ax-node.ts';

/** A node as it is compared: its line and what lies in it. */
interface Branch {
  readonly line: string;
  readonly name: string;
  readonly isText: boolean;
  readonly children: readonly Branch[];
}

/** Boxes and wrappers without a meaning of their own; what is in them counts. */
const wrappers = new Set([
  'generic',
  'none',
  'LabelText',
  'Legend',
  'caption',
  'MenuListPopup',
  'ListMarker',
]);

/** Roles whose inside is the browser's own drawing of their value. */
const fields = new Set(['textbox', 'searchbox', 'spinbutton', 'slider']);

type Tree = ReadonlyMap<string, AxNode>;

function childrenIn(tree: Tree, node: AxNode): AxNode[] {
  return (node.childIds ?? []).flatMap((id) => tree.get(id) ?? []);
}

/** Pieces of one text, which differ between a page that was parsed and one that was built by script. */
type Piece = Branch | { readonly text: string };

function joined(pieces: readonly Piece[]): Branch[] {
  const branches: Branch[] = [];
  let text = '';
  const flush = (): void => {
    const name = spoken(text);
    if (name !== '')
      branches.push({ line: `text ${JSON.stringify(name)}`, name, isText: true, children: [] });
    text = '';
  };
  for (const piece of pieces) {
    if ('text' in piece) text += piece.text;
    else {
      flush();
      branches.push(piece);
    }
  }
  flush();
  return branches;
}

function piecesOf(tree: Tree, node: AxNode, around: Surroundings): Piece[] {
  const role = roleOf(node);
  if (role === 'StaticText') return [{ text: asText(node.name?.value) }];
  if (role === 'LineBreak') return [{ text: ' ' }];
  const inside = childrenIn(tree, node).flatMap((child) => piecesOf(tree, child, around));
  if (node.ignored) return inside;
  // A wrapper that is announced when it changes has a meaning after all.
  if (wrappers.has(role) && property(node, 'live') === '') return joined(inside);
  return [branchOf(node, joined(inside), around)];
}

function branchOf(node: AxNode, inside: readonly Branch[], around: Surroundings): Branch {
  const name = spoken(node.name?.value);
  const onlyText = inside.every(({ isText }) => isText);
  const isItsName = onlyText && inside.map((each) => each.name).join(' ') === name;
  const children = isItsName || fields.has(roleOf(node)) ? [] : inside;
  return { line: describeNode(node, around), name, isText: false, children };
}

function printed(branch: Branch, depth: number): string[] {
  const below = branch.children.flatMap((child) => printed(child, depth + 1));
  return [`${'  '.repeat(depth)}${branch.line}`, ...below];
}

/**
 * The tree in lines, two spaces a level, without anything that nobody perceives: ids, classes, wrappers, how a
 * text is cut into pieces.
 */
export function linesOf(nodes: readonly AxNode[], around: Surroundings): string[] {
  const tree = new Map(nodes.map((node) => [node.nodeId, node]));
  const [top] = nodes;
  if (!top) throw new Error('The page has no accessibility tree.');
  return joined(piecesOf(tree, top, around)).flatMap((branch) => printed(branch, 0));
}
