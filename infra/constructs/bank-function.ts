import { aws_ec2 as ec2, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { join } from 'node:path';
import {
  functionManifest,
  type EnvironmentName,
  type FunctionName,
  type FunctionSpec,
} from '../../functions/manifest.ts';
import { bundleFunction } from '../bundle.ts';
import type { StageName } from '../stages.ts';
import type { BankStack } from './bank-stack.ts';

export type EnvironmentValues = Partial<Record<EnvironmentName, string>>;

export interface BankFunctionProps {
  readonly name: FunctionName;
  readonly values: EnvironmentValues;
  readonly vpc: ec2.IVpc;
  readonly securityGroup: ec2.ISecurityGroup;
}

const retention: Record<StageName, logs.RetentionDays> = {
  local: logs.RetentionDays.ONE_WEEK,
  dev: logs.RetentionDays.TWO_WEEKS,
  staging: logs.RetentionDays.ONE_MONTH,
  prod: logs.RetentionDays.ONE_YEAR,
};

/** Exactly the environment the manifest names; a name without a value stops the synthesis. */
function environmentOf(name: FunctionName, values: EnvironmentValues): Record<string, string> {
  const spec: FunctionSpec = functionManifest[name];
  const missing = spec.environment.filter((key) => values[key] === undefined);
  if (missing.length > 0) throw new Error(`Function ${name} has no value for ${missing.join(', ')}.`);
  return Object.fromEntries(spec.environment.map((key) => [key, values[key] ?? '']));
}

function common(
  stack: BankStack,
  props: BankFunctionProps,
): Omit<lambda.FunctionProps, 'runtime' | 'handler' | 'code'> {
  const { name } = props;
  const spec: FunctionSpec = functionManifest[name];
  return {
    functionName: `ledgerbank-${stack.config.name}-${name}`,
    architecture: lambda.Architecture.ARM_64,
    memorySize: spec.memoryMb,
    timeout: Duration.seconds(spec.timeoutSeconds),
    environment: environmentOf(name, props.values),
    tracing: lambda.Tracing.ACTIVE,
    logGroup: new logs.LogGroup(stack, `${name}-logs`, {
      retention: retention[stack.config.name],
      removalPolicy: stack.config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    }),
    ...(spec.inVpc
      ? {
          vpc: props.vpc,
          vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
          securityGroups: [props.securityGroup],
        }
      : {}),
  };
}

/** A function of the manifest with its limits, environment, network and log group. */
export function bankFunction(stack: BankStack, props: BankFunctionProps): lambda.Function {
  const { name } = props;
  const folder = bundleFunction(name, join(stack.outdir, 'bundles'), stack.config.minify);
  if (functionManifest[name].packaging === 'image') {
    return new lambda.DockerImageFunction(stack, name, {
      ...common(stack, props),
      code: lambda.DockerImageCode.fromImageAsset(folder),
    });
  }
  return new lambda.Function(stack, name, {
    ...common(stack, props),
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(folder),
  });
}
