import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { kinds } from '@galeria/media';

/** What a look at the account found: a sentence, and what to do where something is in the way. */
export interface Finding {
  readonly state: 'fine' | 'look' | 'stop';
  readonly found: string;
  readonly advice?: string;
}

export type Check = (region: string) => Promise<Finding>;

/** What all functions at work at the same time take of the account's concurrency. */
const CONCURRENCY = kinds.reduce((sum, { processor }) => sum + processor.maximumConcurrency, 3);

/** vCPUs: two cells of two, replaced one at a time, and what bakes and tries the image. */
const VCPUS = 8;

const fine = (found: string): Finding => ({ state: 'fine', found });

/** Whose account it is; without an answer nothing else can be asked. */
export const login: Check = async (region) => {
  const { Account, Arn } = await new STSClient({ region }).send(new GetCallerIdentityCommand());
  if (Arn?.endsWith(':root')) {
    return {
      state: 'look',
      found: `You are the root user of ${Account}.`,
      advice: 'Use a role of an administrator: the root user is for what nobody else can do.',
    };
  }
  return fine(`You are ${Arn} in account ${Account}.`);
};

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const lambdaConcurrency: Check = async (region) => {
  const { AccountLimit } = await new LambdaClient({ region }).send(new GetAccountSettingsCommand());
  const limit = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
  if (limit >= CONCURRENCY) return fine(`Lambda runs ${limit} functions at a time.`);
  return {
    state: 'look',
    found: `Lambda runs ${limit} functions at a time, and Galeria may use ${CONCURRENCY}.`,
    advice: `Ask for 1000 under Service Quotas (Lambda, "Concurrent executions", L-B99A9384): new accounts get it for the asking. Until then throttled messages just wait.`,
  };
};

/** An account that has never had a distribution may have to be verified; AWS says so only at creation. */
export const cloudFront: Check = async (region) => {
  const { DistributionList } = await new CloudFrontClient({ region }).send(
    new ListDistributionsCommand({ MaxItems: 1 }),
  );
  if ((DistributionList?.Quantity ?? 0) > 0) return fine('CloudFront knows this account.');
  return {
    state: 'look',
    found: 'This account has no CloudFront distribution yet.',
    advice:
      'If `up` ends with "Your account must be verified", open a case with AWS Support (Account and billing, "CloudFront account verification"), and run `up` again afterwards.',
  };
};

const quota =
  (service: string, code: string, name: string, needed: number): Check =>
  async (region) => {
    const { Quota } = await new ServiceQuotasClient({ region }).send(
      new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }),
    );
    const value = Quota?.Value ?? 0;
    if (value >= needed) return fine(`${name}: ${value}, and ${needed} are needed.`);
    return {
      state: 'stop',
      found: `${name}: ${value}, but ${needed} are needed.`,
      advice: `Ask for more under Service Quotas in ${region} (${code}).`,
    };
  };

/** What is asked, in this order. */
export const accountChecks: readonly Check[] = [
  lambdaConcurrency,
  cloudFront,
  quota('ec2', 'L-1216C47A', 'vCPUs of standard instances', VCPUS),
  quota('vpc', 'L-F678F1CE', 'VPCs in the region', 1),
  quota('elasticloadbalancing', 'L-53DA6B97', 'Application load balancers', 1),
];
