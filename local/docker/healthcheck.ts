import { apiTransport } from '../../ssr/api-transport.ts';
import { readConfig } from '../config.ts';

// Answers the container's engine: 0 when the bank is ready, 1 when it is not (yet).
const { port } = readConfig();
const origin = `http://localhost:${port}`;
try {
  const { status } = await apiTransport(origin)('/api/health/ready', { method: 'GET', headers: {} });
  process.exitCode = status === 200 ? 0 : 1;
} catch {
  process.exitCode = 1;
}
