import { describe, expect, it } from '@jest/globals';
import { errorDefinitions } from '../domain/errors.ts';
import { statusOf } from '../http/problem.ts';
import { functionManifest } from '../manifest.ts';
import { openApiOf } from './openapi.ts';
import { routeList, routes } from './routes.ts';

describe('the contract', () => {
  it('names each operation as its key, and each route once', () => {
    for (const [key, { operationId }] of Object.entries(routes)) expect(operationId).toBe(key);
    expect(new Set(routeList.map(({ method, path }) => `${method} ${path}`)).size).toBe(routeList.length);
  });
  it('is answered by functions that exist', () => {
    for (const { service } of routeList) expect(Object.keys(functionManifest)).toContain(service);
  });
  it('demands a key for every write that moves money', () => {
    const money = routeList.filter(
      ({ method, permission }) =>
        method !== 'GET' && ['transfer:create-own', 'cash:post'].includes(permission),
    );
    expect(money.length).toBeGreaterThan(0);
    for (const route of money) expect(route.idempotent).toBe(true);
  });
  it('has a schema for every part of a path', () => {
    for (const { path, params } of routeList) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {})).toEqual(named);
    }
  });
  it('maps every error code to a status', () => {
    for (const code of Object.keys(errorDefinitions))
      expect(statusOf[code as keyof typeof statusOf]).toBeGreaterThanOrEqual(400);
  });
  it('says of every route that is counted when one may come back', () => {
    const document = openApiOf([routes.transferFunds], (code) => statusOf[code]) as {
      paths: Record<string, Record<string, Counted>>;
    };
    interface Counted {
      readonly 'x-rate-limits': object;
      readonly responses: Record<string, { headers: object }>;
    }
    const operation = document.paths['/api/v1/transfers']?.['post'];
    expect(operation?.['x-rate-limits']).toEqual({
      address: '3000 in 60 s per address',
      user: '1200 in 60 s per user',
      transfer: '240 in 60 s per user',
    });
    expect(Object.keys(operation?.responses['201']?.headers ?? {})).toEqual([
      'RateLimit-Policy',
      'RateLimit',
    ]);
    expect(Object.keys(operation?.responses['429']?.headers ?? {})).toContain('Retry-After');
  });
  it('becomes an OpenAPI document with every operation', () => {
    const document = openApiOf(routeList, (code) => statusOf[code]) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.sort()).toEqual(Object.keys(routes).sort());
  });
});
