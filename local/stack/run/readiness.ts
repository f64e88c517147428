import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

interface Answer {
  readonly status: number;
  readonly body: string;
}

function ask(url: URL): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port: url.port, path: url.pathname, headers: { host: url.host } },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body });
        });
      },
    )
      .on('error', reject)
      .end();
  });
}

const patienceMs = 60_000;

/**
 * Waits until the bank says over HTTP that it is ready, as any client would ask it.
 * @throws with its last answer when it does not within a minute
 */
export async function untilReady(bankOrigin: URL): Promise<void> {
  const url = new URL('/api/health/ready', bankOrigin);
  for (const until = Date.now() + patienceMs; ;) {
    const { status, body } = await ask(url);
    if (status === 200) return;
    if (Date.now() > until) throw new Error(`${url.href} still answers ${status}: ${body}`);
    await delay(250);
  }
}
