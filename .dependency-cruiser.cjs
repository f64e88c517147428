// One rule per folder: what it may import, and why. `npm run lint` refuses anything else.
const test = '(\\.test\\.tsx?$|/testing/)';
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^${from}`, pathNot: test },
  to: {
    path: '^(infra|functions|web|ssr|sql|local)/',
    pathNot: [`^${from}`, ...allowed.map((path) => `^${path}`)],
  },
});
const packageOnlyIn = (name, packages, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^(infra|functions|web|ssr|local)/', pathNot: [test, ...allowed.map((path) => `^${path}`)] },
  to: { path: `^node_modules/(${packages})` },
});

module.exports = {
  forbidden: [
    only(
      'domain-knows-nothing',
      'functions/domain/',
      [],
      'Pure rules stay testable and portable only while they depend on nothing.',
    ),
    only(
      'contract-is-data',
      'functions/contract/',
      ['functions/domain/'],
      'The contract is read by every surface, so it may carry no behaviour of one of them.',
    ),
    only(
      'services-speak-to-ports',
      'functions/services/',
      ['functions/domain/'],
      'Use cases name ports; adapters fill them, so the driver can change without the story.',
    ),
    only(
      'adapters-fill-ports',
      'functions/adapters/',
      ['functions/domain/', 'functions/services/ports', 'functions/config/'],
      'An adapter translates one outside system and knows no use case.',
    ),
    only(
      'http-is-the-chain',
      'functions/http/',
      ['functions/domain/', 'functions/contract/', 'functions/services/'],
      'Request checks are shared by all handlers and may not reach an adapter directly.',
    ),
    only(
      'config-reads-names',
      'functions/config/',
      ['functions/domain/', 'functions/manifest'],
      'The environment is read once, by name, before anything else runs.',
    ),
    only(
      'manifest-is-data',
      'functions/manifest',
      ['functions/manifest'],
      'infra reads the manifest at synthesis; it must drag no runtime code along.',
    ),
    only(
      'handlers-join',
      'functions/handlers/',
      ['functions/(domain|contract|services|adapters|http|config)/', 'functions/manifest'],
      'Handlers only wire.',
    ),
    only(
      'console-over-services',
      'functions/console/',
      ['functions/(domain|contract|services|adapters|config)/', 'functions/manifest'],
      'The console offers the same use cases as the API.',
    ),
    only(
      'infra-reads-data',
      'infra/',
      ['functions/manifest', 'functions/contract/', 'functions/domain/'],
      'Provisioning knows handlers by path and the contract as data, never their code.',
    ),
    only('ui-is-design', 'web/ui/', [], 'The design system knows no screen.'),
    only(
      'views-are-screens',
      'web/views/',
      ['web/(ui|client)/', 'functions/(contract|domain)/'],
      'Both sites draw the same screens, so these know neither of them.',
    ),
    {
      name: 'features-stand-alone',
      severity: 'error',
      comment: 'What two features share lives in web/views/shared; the route table alone joins them.',
      from: { path: '^web/views/([^/]+)/', pathNot: [test, '^web/views/shared/'] },
      to: { path: '^web/views/[^/]+/', pathNot: ['^web/views/$1/', '^web/views/shared/'] },
    },
    {
      name: 'shared-is-below-features',
      severity: 'error',
      comment: 'A shared part that knows a feature belongs to it.',
      from: { path: '^web/views/shared/', pathNot: test },
      to: { path: '^web/views/[^/]+/', pathNot: '^web/views/shared/' },
    },
    only(
      'app-is-the-shell',
      'web/app/',
      ['web/(ui|views|client)/', 'functions/(contract|domain)/'],
      'The browser’s shell joins screens and client; the server-rendered site has its own.',
    ),
    only(
      'client-over-contract',
      'web/client/',
      ['functions/contract/', 'functions/domain/'],
      'The typed port to the API is derived from the contract alone.',
    ),
    only(
      'ssr-renders',
      'ssr/',
      ['web/(ui|views|client)/', 'functions/(contract|domain)/'],
      'The server-rendered site is a client of the API like any other.',
    ),
    {
      name: 'local-is-used-by-nothing',
      severity: 'error',
      comment: 'The laptop is a copy of the cloud; nothing that is deployed may lean on it.',
      from: { path: '^(infra|functions|web|ssr)/', pathNot: test },
      to: { path: '^local/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'A cycle hides which part stands on which.',
      from: {},
      to: { circular: true },
    },
    packageOnlyIn(
      'aws-sdk-in-adapters',
      '(@aws-sdk|@smithy|pg|ioredis|drizzle-orm)/',
      ['functions/adapters/', 'local/'],
      'Outside systems are reached through ports.',
    ),
    packageOnlyIn(
      'cdk-in-infra',
      '(aws-cdk-lib|constructs|cdk-nag)/',
      ['infra/'],
      'Provisioning code never ships in a function.',
    ),
    packageOnlyIn(
      'react-in-web',
      '(react(-dom|-router)?|@aws-amplify/ui-react)/',
      ['web/', 'ssr/'],
      'Screens live in web and ssr.',
    ),
    packageOnlyIn(
      'store-in-app',
      '(@reduxjs/toolkit|react-redux)/',
      ['web/app/'],
      'Screens take what they show from their loader, so that a server without a store can draw them.',
    ),
    packageOnlyIn(
      'browser-in-local',
      '(playwright-core|axe-core|vite|@vitejs)/',
      ['local/', 'web/vite\\.config'],
      'Tools never ship.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
