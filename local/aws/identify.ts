import { localRegion } from './arns.ts';
import { readCredential, readPresigned } from './credential.ts';
import { AwsError } from './service.ts';
import type { AwsCall, AwsRequest, AwsService } from './service.ts';

/** Operations of the REST service that has one path for each; those of S3 it tells itself, all others stand in X-Amz-Target. */
const restActions: Readonly<Record<string, string>> = {
  '/Execute': 'ExecuteStatement',
  '/BatchExecute': 'BatchExecuteStatement',
  '/BeginTransaction': 'BeginTransaction',
  '/CommitTransaction': 'CommitTransaction',
  '/RollbackTransaction': 'RollbackTransaction',
};

export interface IdentifiedCall {
  readonly service: AwsService;
  readonly call: AwsCall;
}

/**
 * Which service and operation a request calls, and who calls. Undefined for an unsigned request that is no public
 * operation: a web page, perhaps. Throws for an unknown service, operation or region.
 */
export function identify(services: readonly AwsService[], request: AwsRequest): IdentifiedCall | undefined {
  const credential = readCredential(request.headers.authorization) ?? readPresigned(request.path);
  const target = targetOf(request);
  if (credential === undefined) return identifyUnsigned(services, request, target);
  if (credential.region !== localRegion) {
    throw new AwsError('InvalidSignatureException', `Credential should be scoped to ${localRegion}.`, {
      status: 403,
    });
  }
  const service = services.find(({ signingName }) => signingName === credential.service);
  const action = service?.operationOf
    ? service.operationOf(request)
    : (target?.operation ?? restActions[request.path]);
  if (service === undefined || action === undefined) {
    throw new AwsError(
      'UnknownOperationException',
      `Nothing answers ${credential.service} ${request.path} here.`,
    );
  }
  const call = { ...request, service: service.signingName, action, caller: credential.accessKeyId };
  return { service, call };
}

interface Target {
  readonly prefix: string;
  readonly operation: string;
}

function targetOf({ headers }: AwsRequest): Target | undefined {
  const [prefix, operation] = String(headers['x-amz-target'] ?? '').split('.');
  return prefix === undefined || operation === undefined ? undefined : { prefix, operation };
}

function identifyUnsigned(
  services: readonly AwsService[],
  request: AwsRequest,
  target: Target | undefined,
): IdentifiedCall | undefined {
  if (target === undefined) return undefined;
  const service = services.find(({ publicActions }) => publicActions?.targetPrefix === target.prefix);
  if (service?.publicActions?.names.has(target.operation) !== true) return undefined;
  return {
    service,
    call: { ...request, service: service.signingName, action: target.operation, caller: 'anonymous' },
  };
}
