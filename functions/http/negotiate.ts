import { documentTypes } from '../domain/documents/document-file.ts';
import { BankError } from '../domain/errors.ts';

type Known = keyof typeof documentTypes;

interface Range {
  readonly type: string;
  readonly quality: number;
}

/**
 * The format of an answer: the one that the query names, or else the one of these that `Accept` likes best (RFC 9110, 12.5.1). JSON
 * where it likes all alike, or was not sent.
 * @throws BankError not-acceptable when it takes none of them
 */
export function negotiate<F extends Known>(
  formats: readonly F[],
  { asked, accept }: { readonly asked: F | undefined; readonly accept: string | undefined },
): F {
  if (asked !== undefined) return asked;
  const ranges = rangesOf(accept ?? '*/*');
  // JSON is the last in every list of formats, and the first among equals.
  const [best] = [...formats]
    .reverse()
    .map((format) => ({ format, quality: qualityOf(documentTypes[format], ranges) }))
    .sort((one, other) => other.quality - one.quality);
  if (best && best.quality > 0) return best.format;
  const types = formats.map((format) => documentTypes[format].split(';')[0]).join(', ');
  throw new BankError(
    'not-acceptable',
    `This is answered as ${types}. Accept one of them, or ask for a format.`,
  );
}

function rangesOf(accept: string): readonly Range[] {
  return accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
    const quality = weight === undefined ? 1 : Number(weight);
    return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
  });
}

/** The most specific range that a type is in decides. */
function qualityOf(mediaType: string, ranges: readonly Range[]): number {
  const [type = ''] = mediaType.split(';');
  const [family = ''] = type.split('/');
  const found = [type, `${family}/*`, '*/*'].flatMap(
    (each) => ranges.find((range) => range.type === each) ?? [],
  );
  return found[0]?.quality ?? 0;
}
