import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { kinds } from '@galeria/media';
import { loadBalancers, standardVcpus, vpcs } from './usage.ts';

/** The result of a check: a message, and advice if there is a problem. */
export interface Finding {
  readonly state: 'fine' | 'look' | 'stop';
  readonly found: string;
  readonly advice?: string;
}

export type Check = (region: string) => Promise<Finding>;

/** The concurrency of all functions together. */
const CONCURRENCY = kinds.reduce((sum, { processor }) => sum + processor.maximumConcurrency, 3);

/** vCPUs of two cells, of their replacement, and of building and testing the image. */
const VCPUS = 8;

const fine = (found: string): Finding => ({ state: 'fine', found });

/** Checks the credentials. The other checks require them. */
export const login: Check = async (region) => {
  const { Account, Arn } = await new STSClient({ region }).send(new GetCallerIdentityCommand());
  if (Arn?.endsWith(':root')) {
    return {
      state: 'look',
      found: `You are the root user of ${Account}.`,
      advice: 'Use an administrator role. The root user is only for tasks that require it.',
    };
  }
  return fine(`You are ${Arn} in account ${Account}.`);
};

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const lambdaConcurrency: Check = async (region) => {
  const { AccountLimit } = await new LambdaClient({ region }).send(new GetAccountSettingsCommand());
  const limit = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
  if (limit >= CONCURRENCY) return fine(`Lambda's limit of concurrent executions is ${limit}.`);
  return {
    state: 'look',
    found: `Lambda's limit of concurrent executions is ${limit}, and Galeria may use ${CONCURRENCY}.`,
    advice: `Request 1000 under Service Quotas (Lambda, "Concurrent executions", L-B99A9384), which new accounts get on request. Until then, throttled messages wait.`,
  };
};

/**
 * Checks for a distribution. AWS may require verification of an account without one, and says so only
 * at creation.
 */
export const cloudFront: Check = async (region) => {
  const { DistributionList } = await new CloudFrontClient({ region }).send(
    new ListDistributionsCommand({ MaxItems: 1 }),
  );
  if ((DistributionList?.Quantity ?? 0) > 0)
    return fine('This account has a CloudFront distribution.');
  return {
    state: 'look',
    found: 'This account has no CloudFront distribution yet.',
    advice:
      'If `up` ends with "Your account must be verified", open a case with AWS Support (Account and billing, "CloudFront account verification"), and run `up` again afterwards.',
  };
};

/** Compares what is left of a quota with what is required. */
const quota =
  (
    { service, code, name }: { service: string; code: string; name: string },
    needed: number,
    usedIn: (region: string) => Promise<number>,
  ): Check =>
  async (region) => {
    const { Quota } = await new ServiceQuotasClient({ region }).send(
      new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }),
    );
    const value = Quota?.Value ?? 0;
    const used = await usedIn(region);
    const left = `${used} of ${value} are in use`;
    if (value - used >= needed) return fine(`${name}: ${left}, and ${needed} are required.`);
    return {
      state: 'stop',
      found: `${name}: ${left}, but ${needed} more are required.`,
      advice: `Request a higher quota under Service Quotas in ${region} (${code}), or run in another region. A stack that exists already counts as used.`,
    };
  };

/** The checks in order. */
export const accountChecks: readonly Check[] = [
  lambdaConcurrency,
  cloudFront,
  quota(
    { service: 'ec2', code: 'L-1216C47A', name: 'vCPUs of standard instances' },
    VCPUS,
    standardVcpus,
  ),
  quota({ service: 'vpc', code: 'L-F678F1CE', name: 'VPCs in the region' }, 1, vpcs),
  quota(
    { service: 'elasticloadbalancing', code: 'L-53DA6B97', name: 'Application load balancers' },
    1,
    loadBalancers,
  ),
];
