import { describeFault, type Fault } from '../functions/domain/fault.ts';
import type { SessionView } from '../functions/contract/session.ts';
import { ProblemError, unreachable, type CallOptions, type Client } from '../web/client/client.ts';
import type { Data, Port, ReadId, WriteId, WriteProof } from '../web/client/port.ts';

const cookieName = '__Host-bank_sid';

/** The viewer for whom the site asks the API. */
export interface Viewer {
  /** The session cookie as the browser sent it, or undefined. */
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

/** Calls the API over HTTP with the viewer's session; the token in the cookie never reaches a page. */
export function serverPort({ client, viewer, siteToken, report }: ServerPortOptions): ServerPort {
  let { cookie } = viewer;
  let session: Promise<SessionView | null> | undefined;
  const setCookies: string[] = [];
  const call = async (id: string, input: object, options: CallOptions = {}): Promise<unknown> => {
    const trusted = {
      'x-site-token': siteToken,
      'x-viewer-address': viewer.address,
      'x-viewer-agent': viewer.agent,
    };
    const headers = { ...trusted, ...(cookie === undefined ? {} : { cookie }), ...options.headers };
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
    setCookies.push(setCookie);
    cookie = sessionCookieOf(setCookie.split(';')[0]);
    session = undefined;
  };
  return {
    setCookies: () => setCookies,
    session: () => (session ??= cookie === undefined ? Promise.resolve(null) : sessionOrNull(call)),
    read: async <Id extends ReadId>(id: Id, input: object) => (await call(id, input)) as Data<Id>,
    write: async <Id extends WriteId>(id: Id, input: object, proof: WriteProof) =>
      (await call(id, input, optionsOf(proof))) as Data<Id>,
  };
}

async function sessionOrNull(
  call: (id: string, input: object) => Promise<unknown>,
): Promise<SessionView | null> {
  try {
    return (await call('getSession', {})) as SessionView;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null;
    throw error;
  }
}

function optionsOf({ csrf, idempotencyKey }: WriteProof): CallOptions {
  const key = idempotencyKey === undefined || idempotencyKey === '' ? {} : { idempotencyKey };
  return { ...key, headers: csrf === undefined ? {} : { 'x-csrf': csrf } };
}

/** The session's cookie out of a Cookie header, as it can be sent on; no other cookie leaves this host. */
export function sessionCookieOf(header: string | undefined): string | undefined {
  const cookies = (header ?? '').split(';').map((each) => each.trim());
  const found = cookies.find((each) => each.startsWith(`${cookieName}=`));
  return found === `${cookieName}=` ? undefined : found;
}
