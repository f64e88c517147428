import { startHotReload } from '../http/hot-reload.ts';
import { startPublicServer } from '../http/server.ts';

// A process of its own for the development server, which does not run in the sandbox of Jest:
// the sources of a site come first, the place for its state second. Prints the port and runs until it is killed.
const [folder, dataDirectory] = process.argv.slice(2);
if (!folder || !dataDirectory) throw new Error('Give the folder of the site and the data directory.');
const server = await startPublicServer(0, '127.0.0.1');
server.answerWith(() => Promise.resolve({ status: 200, headers: {}, body: Buffer.from('deployed') }));
await startHotReload(server, { port: server.port, dataDirectory }, folder);
console.log(server.port);
