import { describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateSchema } from '../../assembly/template.ts';
import type { Assembly } from '../../assembly/assembly.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../http/message.ts';
import { provision } from '../provision/provision.ts';
import { usePlant } from '../testing/use-plant.ts';
import { bucketsByDomain } from './buckets.ts';
import { distributionsByHost } from './distributions.ts';

const plant = usePlant();

const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const optimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const allExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const everyMethod = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

const rewrite = `function handler(event) {
  var request = event.request;
  if (request.uri === '/private') return { statusCode: 404, headers: { 'cache-control': { value: 'no-store' } }, body: 'gone' };
  if (request.uri.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}`;
const stamp = `import crypto from 'crypto';
async function handler(event) {
  const response = event.response;
  response.headers['x-stamp'] = { value: crypto.createHash('sha256').update(event.request.uri).digest('hex').slice(0, 8) };
  response.cookies['seen'] = { value: 'yes', attributes: 'Secure; Path=/' };
  return response;
}`;

function site(): string {
  const directory = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<h1>Bank</h1>');
  writeFileSync(join(directory, 'assets/app.js'), 'start()');
  writeFileSync(join(directory, 'assets/app.js.map'), '{}');
  return directory;
}

interface Change {
  readonly bucketAction?: string;
  readonly resources?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

function resources({ bucketAction = 's3:GetObject', resources: added = {}, config = {} }: Change): unknown {
  const api = {
    AllowedMethods: everyMethod,
    CachePolicyId: disabled,
    OriginRequestPolicyId: allExceptHost,
    PathPattern: '/api/*',
    TargetOriginId: 'api',
  };
  return {
    site: { Type: 'AWS::S3::Bucket' },
    sitePolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'site' },
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: bucketAction }] },
      },
    },
    files: {
      Type: 'Custom::CDKBucketDeployment',
      Properties: {
        ServiceToken: 'arn:helper',
        SourceObjectKeys: ['site.zip'],
        DestinationBucketName: { Ref: 'site' },
        SystemMetadata: { 'cache-control': 'max-age=60' },
        Exclude: ['*.map'],
      },
    },
    rewrite: {
      Type: 'AWS::CloudFront::Function',
      Properties: {
        Name: 'rewrite',
        FunctionCode: rewrite,
        FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
      },
    },
    stamp: {
      Type: 'AWS::CloudFront::Function',
      Properties: { Name: 'stamp', FunctionCode: stamp, FunctionConfig: { Runtime: 'cloudfront-js-2.0' } },
    },
    headers: {
      Type: 'AWS::CloudFront::ResponseHeadersPolicy',
      Properties: {
        ResponseHeadersPolicyConfig: {
          CustomHeadersConfig: { Items: [{ Header: 'X-Bank', Value: 'yes', Override: false }] },
          RemoveHeadersConfig: { Items: [{ Header: 'Last-Modified' }] },
          SecurityHeadersConfig: {
            ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'", Override: true },
            ContentTypeOptions: { Override: true },
            FrameOptions: { FrameOption: 'DENY', Override: true },
            ReferrerPolicy: { ReferrerPolicy: 'same-origin', Override: true },
            StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override: true },
          },
        },
      },
    },
    cdn: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Aliases: ['bank.localhost'],
          Enabled: true,
          DefaultRootObject: 'index.html',
          CacheBehaviors: [api],
          DefaultCacheBehavior: {
            CachePolicyId: optimized,
            ResponseHeadersPolicyId: { Ref: 'headers' },
            TargetOriginId: 'site',
            FunctionAssociations: [
              { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['rewrite', 'FunctionARN'] } },
              { EventType: 'viewer-response', FunctionARN: { 'Fn::GetAtt': ['stamp', 'FunctionARN'] } },
            ],
          },
          Origins: [
            { Id: 'site', DomainName: { 'Fn::GetAtt': ['site', 'RegionalDomainName'] } },
            {
              Id: 'api',
              DomainName: 'origin-api.bank.localhost',
              OriginCustomHeaders: [{ HeaderName: 'X-Origin-Verify', HeaderValue: 't0ken' }],
            },
          ],
          ...config,
        },
      },
    },
    ...added,
  };
}

async function hostsFrom(change: Change, api: HttpHandler): Promise<ReadonlyMap<string, HttpHandler>> {
  const template = templateSchema.parse({ Resources: resources(change) });
  const assembly: Assembly = {
    directory: '',
    stacks: [{ name: 'web', template }],
    files: new Map([['site.zip', site()]]),
    images: new Map(),
  };
  const provisioned = await provision(assembly, plant().backends);
  const servers = new Map([...bucketsByDomain(provisioned, assembly), ['origin-api.bank.localhost', api]]);
  return distributionsByHost(provisioned, servers);
}

const echo: HttpHandler = (request) =>
  Promise.resolve({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(request)) });

async function ask(
  path: string,
  rest: Partial<HttpRequest> = {},
  change: Change = {},
): Promise<HttpResponse> {
  const hosts = await hostsFrom(change, echo);
  const request = {
    method: 'GET',
    path,
    query: '',
    headers: {},
    body: Buffer.alloc(0),
    sourceIp: '10.0.0.9',
    ...rest,
  };
  return (await hosts.get('bank.localhost')?.(request)) ?? { status: 0, headers: {}, body: Buffer.alloc(0) };
}

function json(response: HttpResponse): unknown {
  return JSON.parse(response.body.toString());
}

describe('static files behind the CDN', () => {
  it('come with type, entity tag and the headers of the policy', async () => {
    const answer = await ask('/assets/app.js');
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe('start()');
    expect(answer.headers).toEqual({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'max-age=60',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=60; includeSubDomains',
      'x-bank': 'yes',
      'x-stamp': expect.stringMatching(/^[0-9a-f]{8}$/),
      'set-cookie': ['seen=yes; Secure; Path=/'],
    });
  });

  it('are not sent again to a viewer who has them', async () => {
    const { headers } = await ask('/assets/app.js');
    const again = await ask('/assets/app.js', { headers: { 'if-none-match': String(headers['etag']) } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it.each(['/', '/accounts/acc_1'])('show the page that routes %s', async (path) => {
    const answer = await ask(path);
    expect(answer.body.toString()).toBe('<h1>Bank</h1>');
  });

  it('can be refused by the function before them', async () => {
    const answer = await ask('/private');
    expect([answer.status, answer.headers['cache-control'], answer.body.toString()]).toEqual([
      404,
      'no-store',
      'gone',
    ]);
  });

  it.each([
    ['/assets/none.js', 's3:GetObject', 403, 'AccessDenied'],
    ['/assets/none.js', 's3:ListBucket', 404, 'NoSuchKey'],
    ['/assets/app.js.map', 's3:ListBucket', 404, 'NoSuchKey'],
    ['/assets/..%2f..%2fpackage.json', 's3:ListBucket', 404, 'NoSuchKey'],
  ])('answer for missing %s as a bucket with %s does: %i', async (path, ...expected) => {
    const [bucketAction, status, code] = expected;
    const answer = await ask(path, {}, { bucketAction });
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).toContain(`<Code>${code}</Code>`);
    expect(answer.headers['x-stamp']).toBeUndefined();
  });

  it('are unavailable while a function before them fails', async () => {
    const broken = {
      Name: 'rewrite',
      FunctionCode: 'function handler() { throw 1 }',
      FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
    };
    const report = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await ask(
      '/',
      {},
      { resources: { rewrite: { Type: 'AWS::CloudFront::Function', Properties: broken } } },
    );
    expect(answer.status).toBe(503);
    expect(report).toHaveBeenCalledWith('An edge function failed:', 1);
    report.mockRestore();
  });

  it('can only be read', async () => {
    expect((await ask('/assets/app.js', { method: 'POST' })).status).toBe(403);
  });
});

describe('an API behind the CDN', () => {
  it('gets what the origin request policy lets through and what the CDN adds', async () => {
    const answer = await ask('/api/v1/accounts', {
      method: 'POST',
      query: 'limit=5&cursor=a%2Fb',
      headers: {
        host: 'bank.localhost:8080',
        cookie: 'sid=1; theme=dark',
        'user-agent': 'Firefox',
        'x-origin-verify': 'guessed',
        'x-forwarded-for': '203.0.113.7',
      },
    });
    expect(json(answer)).toMatchObject({
      method: 'POST',
      path: '/api/v1/accounts',
      query: 'limit=5&cursor=a%2Fb',
      headers: {
        host: 'origin-api.bank.localhost',
        cookie: 'sid=1; theme=dark',
        'user-agent': 'Firefox',
        'x-origin-verify': 't0ken',
        'x-forwarded-for': '203.0.113.7, 10.0.0.9',
      },
    });
  });

  it('sees no cookies, headers or query when its policies ask for none', async () => {
    const behavior = { AllowedMethods: everyMethod, CachePolicyId: disabled, TargetOriginId: 'api' };
    const headers = { cookie: 'sid=1', authorization: 'Bearer x', 'content-type': 'text/plain' };
    const answer = await ask('/x', { query: 'a=1', headers }, { config: { DefaultCacheBehavior: behavior } });
    expect(json(answer)).toMatchObject({ query: '' });
    expect(json(answer)).toHaveProperty('headers', {
      host: 'origin-api.bank.localhost',
      'user-agent': 'Amazon CloudFront',
      'content-type': 'text/plain',
      via: expect.any(String),
      'x-forwarded-for': '10.0.0.9',
      'x-origin-verify': 't0ken',
    });
  });

  it('sees what policies of our own list', async () => {
    const selection = (kind: string, ...names: string[]): Record<string, unknown> => ({
      HeadersConfig: { HeaderBehavior: kind, Headers: names },
      CookiesConfig: { CookieBehavior: kind === 'none' ? 'none' : 'whitelist', Cookies: ['sid'] },
      QueryStringsConfig: {
        QueryStringBehavior: kind === 'none' ? 'none' : 'allExcept',
        QueryStrings: ['utm'],
      },
    });
    const policies = {
      origin: {
        Type: 'AWS::CloudFront::OriginRequestPolicy',
        Properties: { OriginRequestPolicyConfig: selection('whitelist', 'X-Csrf') },
      },
      cache: {
        Type: 'AWS::CloudFront::CachePolicy',
        Properties: { CachePolicyConfig: { ParametersInCacheKeyAndForwardedToOrigin: selection('none') } },
      },
    };
    const behavior = {
      CachePolicyId: { Ref: 'cache' },
      OriginRequestPolicyId: { Ref: 'origin' },
      TargetOriginId: 'api',
    };
    const answer = await ask(
      '/x',
      { query: 'utm=1&q=2', headers: { cookie: 'sid=1; theme=dark', 'x-csrf': 'a', 'x-other': 'b' } },
      { resources: policies, config: { DefaultCacheBehavior: behavior } },
    );
    expect(json(answer)).toMatchObject({ query: 'q=2', headers: { cookie: 'sid=1', 'x-csrf': 'a' } });
    expect(json(answer)).not.toHaveProperty(['headers', 'x-other']);
  });
});

describe('a distribution that cannot run here', () => {
  it.each([
    [
      'an origin that does not exist',
      { Origins: [{ Id: 'site', DomainName: 'elsewhere' }] },
      'origin elsewhere',
    ],
    ['custom error pages', { CustomErrorResponses: [] }, 'custom error pages are not supported'],
    [
      'an unknown policy',
      { DefaultCacheBehavior: { CachePolicyId: 'x', TargetOriginId: 'site' } },
      'policy x is unknown',
    ],
  ])('is refused for %s', async (_what, config, message) => {
    await expect(hostsFrom({ config }, echo)).rejects.toThrow(message);
  });

  it('is refused for a function beyond 10 kB', async () => {
    const big = {
      Name: 'big',
      FunctionCode: ' '.repeat(10_241),
      FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
    };
    const added = { big: { Type: 'AWS::CloudFront::Function', Properties: big } };
    await expect(hostsFrom({ resources: added }, echo)).rejects.toThrow('big is larger than the 10 kB');
  });
});
