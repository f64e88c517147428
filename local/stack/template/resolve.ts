import type { Template } from '../../assembly/template.ts';
import { localAccount, localRegion } from '../../aws/arns.ts';
import { dynamicReferences } from './dynamic-references.ts';
import type { Registry } from './registry.ts';

/** Where a value of a template is read: the stack decides what `Ref` means. */
export interface Scope {
  readonly stack: string;
  readonly template: Template;
  readonly registry: Registry;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const pseudoParameters: Readonly<Record<string, (scope: Scope) => string | undefined>> = {
  'AWS::AccountId': () => localAccount,
  'AWS::Region': () => localRegion,
  'AWS::Partition': () => 'aws',
  'AWS::URLSuffix': () => 'amazonaws.com',
  'AWS::StackName': ({ stack }) => stack,
  'AWS::StackId': ({ stack }) => `arn:aws:cloudformation:${localRegion}:${localAccount}:stack/${stack}/local`,
  'AWS::NoValue': () => undefined,
};

function fail(scope: Scope, message: string): never {
  throw new Error(`Stack ${scope.stack}: ${message}`);
}

function text(value: unknown, scope: Scope): string {
  const resolved = resolve(value, scope);
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
  return fail(scope, `expected text, found ${JSON.stringify(value)}.`);
}

function list(value: unknown, scope: Scope): unknown[] {
  const resolved = resolve(value, scope);
  return Array.isArray(resolved) ? resolved : fail(scope, `expected a list, found ${JSON.stringify(value)}.`);
}

function reference(argument: unknown, scope: Scope): unknown {
  const name = text(argument, scope);
  const pseudo = pseudoParameters[name];
  if (pseudo) return pseudo(scope);
  return scope.template.Parameters[name]?.Default ?? scope.registry.ref(scope.stack, name);
}

function getAttribute(argument: unknown, scope: Scope): unknown {
  const [logicalId, ...name] =
    typeof argument === 'string' ? argument.split('.') : list(argument, scope).map(String);
  return scope.registry.attribute(scope.stack, logicalId ?? '', name.join('.'));
}

function substitute(argument: unknown, scope: Scope): unknown {
  const [template, given] = Array.isArray(argument) ? several(argument) : [argument, {}];
  const variables = asRecord(given);
  return String(template).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in variables) return text(variables[name], scope);
    return text(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, scope);
  });
}

function findInMap(argument: unknown, scope: Scope): unknown {
  const [map, first, second] = list(argument, scope).map(String);
  const value = scope.template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
  return value ?? fail(scope, `mapping ${map}.${first}.${second} does not exist.`);
}

function choose(argument: unknown, scope: Scope): unknown {
  const [condition, then, otherwise] = several(argument);
  return resolve(conditionHolds(String(condition), scope) ? then : otherwise, scope);
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: reference,
  Condition: (argument, scope) => conditionHolds(String(argument), scope),
  'Fn::GetAtt': getAttribute,
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = several(argument);
    return list(parts, scope)
      .map((part) => text(part, scope))
      .join(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, values] = several(argument);
    return list(values, scope)[Number(index)] ?? fail(scope, `Fn::Select has no element ${String(index)}.`);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, value] = several(argument);
    return text(value, scope).split(String(separator));
  },
  'Fn::ImportValue': (argument, scope) => scope.registry.imported(text(argument, scope)),
  'Fn::FindInMap': findInMap,
  'Fn::If': choose,
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(argument, scope);
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (argument, scope) => list(argument, scope).every((each) => each === true),
  'Fn::Or': (argument, scope) => list(argument, scope).some((each) => each === true),
  'Fn::Not': (argument, scope) => list(argument, scope)[0] !== true,
  'Fn::GetAZs': () => [`${localRegion}a`, `${localRegion}b`],
};

/** The arguments of a function that takes several, unresolved. */
function several(argument: unknown): readonly unknown[] {
  return Array.isArray(argument) ? argument : [];
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function resolveObject(value: object, scope: Scope): unknown {
  const entries = Object.entries(value);
  const [only] = entries;
  const intrinsic = entries.length === 1 && only ? intrinsics[only[0]] : undefined;
  if (intrinsic && only) return intrinsic(only[1], scope);
  if (only?.[0].startsWith('Fn::')) fail(scope, `${only[0]} is not supported by the local stack.`);
  const resolved = entries.map(([key, each]) => [key, resolve(each, scope)] as const);
  return Object.fromEntries(resolved.filter(([, each]) => each !== undefined));
}

/**
 * Evaluates the intrinsic functions and dynamic references in a value of a template.
 * @returns undefined where the template says `AWS::NoValue`
 * @throws when it asks for something unknown, naming it
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return dynamicReferences(value, scope.registry);
  if (Array.isArray(value))
    return value.map((each) => resolve(each, scope)).filter((each) => each !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const resolved = resolveObject(value, scope);
  return typeof resolved === 'string' ? dynamicReferences(resolved, scope.registry) : resolved;
}

/** Whether a named condition of the template holds. */
export function conditionHolds(name: string, scope: Scope): boolean {
  if (!(name in scope.template.Conditions)) fail(scope, `there is no condition ${name}.`);
  return resolve(scope.template.Conditions[name], scope) === true;
}
