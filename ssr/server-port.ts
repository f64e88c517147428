import { describeFault, type Fault } from '../functions/domain/fault.ts';
import type { SessionView } from '../functions/contract/session.ts';
import { ProblemError, unreachable, type CallOptions, type Client } from '../web/client/client.ts';
import type { Data, Port, ReadId, WriteId, WriteProof } from '../web/client/port.ts';

/** The session, and a sign-in or a sign-up under way. No other cookie leaves this host. */
const cookieNames = ['__Host-bank_sid', '__Host-bank_tx', '__Host-bank_su'] as const;

/** The viewer for whom the site asks the API. */
export interface Viewer {
  /** The bank's cookies as the browser sent them, or undefined. */
  readonly cookie: string | undefined;
  readonly address: string;
  /** What the browser says it is. */
  readonly agent: string;
}

/** The port of one request, and what the API wants the browser to keep. */
export interface ServerPort extends Port {
  setCookies(): readonly string[];
}

// The API answers by the contract; the client has checked it.
type LooseClient = (id: string, input: object, options: CallOptions) => ReturnType<Client>;

export interface ServerPortOptions {
  readonly client: Client;
  readonly viewer: Viewer;
  /** Shows the API that the viewer's address is told by this site. */
  readonly siteToken: string;
  /** Takes what kept the API from answering. */
  readonly report: (fault: Fault) => void;
}

/** Shows the API for whom this site asks. */
export function trustedHeaders({ address, agent }: Viewer, siteToken: string): Record<string, string> {
  return { 'x-site-token': siteToken, 'x-viewer-address': address, 'x-viewer-agent': agent };
}

/** Calls the API over HTTP with the viewer's session; the token in the cookie never reaches a page. */
export function serverPort({ client, viewer, siteToken, report }: ServerPortOptions): ServerPort {
  let cookie = viewer.cookie;
  let session: Promise<SessionView | null> | undefined;
  let ending: string | null = null;
  const setCookies: string[] = [];
  const call = async (id: string, input: object, options: CallOptions = {}): Promise<unknown> => {
    const headers = {
      ...trustedHeaders(viewer, siteToken),
      ...(cookie === undefined ? {} : { cookie }),
      ...options.headers,
    };
    try {
      const reply = await (client as unknown as LooseClient)(id, input, { ...options, headers });
      keep(reply.headers.get('set-cookie'));
      return reply.data;
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      report(describeFault(error));
      throw unreachable();
    }
  };
  const keep = (setCookie: string | null): void => {
    if (setCookie === null) return;
    // None of ours holds a comma, with which Node joins several.
    for (const each of setCookie.split(/,\s*(?=__Host-)/)) {
      setCookies.push(each);
      cookie = bankCookiesOf([each.split(';')[0] ?? '', cookie ?? ''].join('; '));
    }
    session = undefined;
  };
  return {
    setCookies: () => setCookies,
    session: () =>
      (session ??=
        cookie === undefined ? Promise.resolve(null) : sessionOrNull(call, (code) => (ending = code))),
    ending: () => ending,
    read: async <Id extends ReadId>(id: Id, input: object) => (await call(id, input)) as Data<Id>,
    write: async <Id extends WriteId>(id: Id, input: object, proof: WriteProof) =>
      (await call(id, input, optionsOf(proof))) as Data<Id>,
  };
}

async function sessionOrNull(
  call: (id: string, input: object) => Promise<unknown>,
  endedBy: (code: string) => void,
): Promise<SessionView | null> {
  try {
    return (await call('getSession', {})) as SessionView;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
    endedBy(error.code);
    return null;
  }
}

function optionsOf({ csrf, idempotencyKey }: WriteProof): CallOptions {
  const key = idempotencyKey === undefined || idempotencyKey === '' ? {} : { idempotencyKey };
  return { ...key, headers: csrf === undefined ? {} : { 'x-csrf': csrf } };
}

/** The bank's own cookies out of a Cookie header, as they can be sent on; of two with a name, the first. */
export function bankCookiesOf(header: string | undefined): string | undefined {
  const cookies = (header ?? '').split(';').map((each) => each.trim());
  const found = cookieNames.flatMap((name) => cookies.find((each) => each.startsWith(`${name}=`)) ?? []);
  const kept = found.filter((each) => !each.endsWith('='));
  return kept.length === 0 ? undefined : kept.join('; ');
}
