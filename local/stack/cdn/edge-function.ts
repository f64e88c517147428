import buffer from 'node:buffer';
import crypto from 'node:crypto';
import querystring from 'node:querystring';
import { createContext, Script } from 'node:vm';
import type { KeyValueStore } from './key-value-stores.ts';
import { edgeResultSchema, type EdgeRequest, type EdgeResponse } from './edge-event.ts';

export type EdgeEventType = 'viewer-request' | 'viewer-response';

export interface EdgeEvent {
  readonly eventType: EdgeEventType;
  readonly distributionId: string;
  readonly viewerIp: string;
  readonly request: EdgeRequest;
  readonly response?: EdgeResponse;
}

/** A CloudFront function: answers with the request or response as it wants it. */
export type EdgeFunction = (event: EdgeEvent) => Promise<EdgeRequest | EdgeResponse>;

const largestCode = 10_240;
/** CloudFront allows about a millisecond of work; here other programs have a part of the time that passes. */
const patienceMs = 2000;

/** All that runtime 2.0 can import; there is no network, no file and no timer. */
function importable(store: KeyValueStore | undefined): (name: string) => unknown {
  const modules: Readonly<Record<string, unknown>> = {
    buffer,
    crypto,
    querystring,
    cloudfront: { kvs: () => handleOf(store) },
  };
  return (name) => {
    const module = modules[name];
    if (module === undefined)
      throw new Error(`CloudFront functions cannot import ${name} in the local stack.`);
    return module;
  };
}

/** @throws as CloudFront does, for a function without a store and for a key that is not there */
function handleOf(store: KeyValueStore | undefined): { get: (key: string) => Promise<string> } {
  if (!store) throw new Error('No key value store is associated with this function.');
  return {
    get: (key) => {
      const value = store.get(key);
      return value === undefined ? Promise.reject(new Error('KeyNotFound')) : Promise.resolve(value);
    },
  };
}

/** CloudFront allows imports of whole modules only, which is one assignment each. */
function withoutImports(code: string): string {
  return code.replace(/^\s*import\s+(\w+)\s+from\s+['"](\w+)['"];?/gm, "const $1 = __import('$2');");
}

/**
 * Compiles the code of an `AWS::CloudFront::Function` of runtime 2.0.
 * @throws when it is larger than CloudFront accepts or does not compile
 */
export function compileEdgeFunction(name: string, code: string, store?: KeyValueStore): EdgeFunction {
  if (Buffer.byteLength(code) > largestCode)
    throw new Error(`${name} is larger than the 10 kB CloudFront accepts.`);
  const context: Record<string, unknown> = { console, __import: importable(store) };
  createContext(context, { name, codeGeneration: { strings: false, wasm: false } });
  new Script(withoutImports(code), { filename: name }).runInContext(context);
  const call = new Script('handler(JSON.parse(__event))', { filename: name });
  return async ({ eventType, distributionId, viewerIp, request, response }) => {
    context['__event'] = JSON.stringify({
      version: '1.0',
      context: { eventType, distributionId, requestId: crypto.randomUUID() },
      viewer: { ip: viewerIp },
      request,
      ...(response ? { response } : {}),
    });
    const result: unknown = await call.runInContext(context, { timeout: patienceMs });
    return edgeResultSchema.parse(JSON.parse(JSON.stringify(result)));
  };
}
