import { inflateSync } from 'node:zlib';

type Objects = ReadonlyMap<string, string>;

/** Text of each page of a PDF that the bank made, a line for each that was drawn, in the order of drawing. */
export function pagesOfPdf(bytes: Buffer): readonly (readonly string[])[] {
  const objects: Objects = new Map(
    [...bytes.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(
      ([, id = '', body = '']) => [id, body],
    ),
  );
  const fonts = fontsOf(objects);
  const tree = [...objects.values()].find((body) => /\/Type \/Pages\b/.test(body)) ?? '';
  const pages = [...(/\/Kids \[([^\]]*)\]/.exec(tree)?.[1] ?? '').matchAll(/(\d+) 0 R/g)];
  return pages.map(([, page = '']) => {
    const [, contents = ''] = /\/Contents (\d+) 0 R/.exec(objects.get(page) ?? '') ?? [];
    return linesOf(streamOf(objects, contents), fonts);
  });
}

function streamOf(objects: Objects, id: string): string {
  const body = objects.get(id) ?? '';
  const [, stream = ''] = /\nstream\n([\s\S]*)\nendstream$/.exec(body) ?? [];
  const bytes = Buffer.from(stream, 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** Of each font by its name, what its glyphs are in Unicode. */
function fontsOf(objects: Objects): ReadonlyMap<string, readonly string[]> {
  const named = [...objects.values()].flatMap((body) => [...body.matchAll(/\/(F\d+) (\d+) 0 R/g)]);
  return new Map(
    named.map(([, name = '', font = '']) => {
      const [, map = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '') ?? [];
      return [name, glyphsOf(streamOf(objects, map))];
    }),
  );
}

function glyphsOf(map: string): readonly string[] {
  const ranges = [...map.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)];
  return ranges.flatMap(([, entries = '']) =>
    [...entries.matchAll(/<([0-9a-f ]*)>/g)].map(([, codes = '']) =>
      codes
        .split(' ')
        .map((code) => String.fromCharCode(parseInt(code, 16)))
        .join(''),
    ),
  );
}

function linesOf(content: string, fonts: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...content.matchAll(/BT\n([\s\S]*?)\nET/g)].map(([, text = '']) => {
    const glyphs = fonts.get(/\/(F\d+) /.exec(text)?.[1] ?? '') ?? [];
    const drawn = [...text.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex).join('');
    return (drawn.match(/.{4}/g) ?? []).map((code) => glyphs[parseInt(code, 16)] ?? '').join('');
  });
}
