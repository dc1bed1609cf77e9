import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { preflight } from '../preflight/preflight.ts';

interface Account {
  readonly arn: string;
  readonly concurrency: number;
  readonly distributions: number;
  readonly quota: number;
  /** The number of instances with two vCPUs, of VPCs and of load balancers. */
  readonly used: number;
}

let account: Account;
let denied: string | undefined;
let server: Server;

/** Returns the responses of STS, Lambda, CloudFront and Service Quotas. */
function answerOf(path: string, body: string): string {
  if (body.includes('GetCallerIdentity')) {
    return `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${account.arn}</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
  }
  if (path.startsWith('/2016-08-19/account-settings')) {
    return JSON.stringify({
      AccountLimit: { UnreservedConcurrentExecutions: account.concurrency },
    });
  }
  if (path.includes('/distribution')) {
    return `<DistributionList><Quantity>${account.distributions}</Quantity></DistributionList>`;
  }
  const used = (element: string) => element.repeat(account.used);
  if (body.includes('Action=DescribeInstances')) {
    const cpu =
      '<cpuOptions><coreCount>2</coreCount><threadsPerCore>1</threadsPerCore></cpuOptions>';
    const types = ['t4g.small', 'g4dn.xlarge'].map(
      (type) => `<item><instanceType>${type}</instanceType>${cpu}</item>`,
    );
    return `<DescribeInstancesResponse><reservationSet>${used(`<item><instancesSet>${types.join('')}</instancesSet></item>`)}</reservationSet></DescribeInstancesResponse>`;
  }
  if (body.includes('Action=DescribeVpcs')) {
    return `<DescribeVpcsResponse><vpcSet>${used('<item><vpcId>vpc-1</vpcId></item>')}</vpcSet></DescribeVpcsResponse>`;
  }
  if (body.includes('Action=DescribeLoadBalancers')) {
    const types = ['application', 'network'].map((type) => `<member><Type>${type}</Type></member>`);
    return `<DescribeLoadBalancersResponse><DescribeLoadBalancersResult><LoadBalancers>${used(types.join(''))}</LoadBalancers></DescribeLoadBalancersResult></DescribeLoadBalancersResponse>`;
  }
  return JSON.stringify({ Quota: { Value: account.quota } });
}

beforeEach(async () => {
  account = {
    arn: 'arn:aws:iam::1:role/admin',
    concurrency: 1000,
    distributions: 1,
    quota: 64,
    used: 1,
  };
  denied = undefined;
  server = createServer(async (request, response) => {
    const body = await text(request);
    if (denied && `${request.url} ${body}`.includes(denied)) {
      response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' });
      response.end(JSON.stringify({ message: 'not you' }));
      return;
    }
    response.end(answerOf(request.url!, body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
});
afterEach(async () => {
  delete process.env.AWS_ENDPOINT_URL;
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

/** Pulumi CLIs that are logged in and logged out. */
const loggedIn = ['sh', '-c', 'echo somebody'] as const;
const loggedOut = [
  'sh',
  '-c',
  'echo "error: PULUMI_ACCESS_TOKEN must be set" >&2; exit 255',
] as const;

const looked = (pulumi: readonly [string, ...string[]] = loggedIn) =>
  preflight({ region: 'us-east-1', pulumi });

test('an account that is ready has no problems', async () => {
  const findings = await looked();
  expect(findings.map(({ state }) => state)).toEqual(Array(7).fill('fine'));
});

test('a new account gets advice on quotas', async () => {
  account = { ...account, arn: 'arn:aws:iam::1:root', concurrency: 6, distributions: 0, quota: 0 };
  const findings = await looked();
  expect(findings.map(({ state }) => state)).toEqual([
    'fine',
    ...['look', 'look', 'look'],
    ...['stop', 'stop', 'stop'],
  ]);
  const advice = findings.map(({ advice }) => advice).join('\n');
  expect(advice).toContain('L-B99A9384');
  expect(advice).toContain('CloudFront account verification');
  expect(advice).toContain('us-east-1 (L-1216C47A)');
});

test('a quota that is used up is reported with what is left', async () => {
  account = { ...account, quota: 9, used: 1 };
  const vcpus = (await looked()).find(({ found }) => found.startsWith('vCPUs'));
  expect(vcpus).toMatchObject({
    state: 'stop',
    found: expect.stringContaining('2 of 9 are in use'),
  });
  account = { ...account, quota: 5, used: 5 };
  const findings = await looked();
  expect(findings.map(({ state }) => state).slice(-3)).toEqual(['stop', 'stop', 'stop']);
  expect(findings.at(-1)?.found).toContain('5 of 5 are in use, but 1 more');
});

test('a Pulumi CLI that is not logged in is reported', async () => {
  const [state] = await looked(loggedOut);
  expect(state).toMatchObject({ state: 'stop', advice: expect.stringContaining('pulumi login') });
});

test('a denied request is one of the findings', async () => {
  denied = 'account-settings';
  const findings = await looked();
  expect(findings.filter(({ state }) => state !== 'fine')).toEqual([
    {
      state: 'look',
      found: expect.stringContaining('AccessDenied'),
      advice: expect.stringContaining('administrator'),
    },
  ]);
});

test('without credentials nothing else is checked', async () => {
  server.closeAllConnections();
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
  const findings = await looked();
  expect(findings).toHaveLength(2);
  expect(findings[1]).toMatchObject({
    state: 'stop',
    advice: expect.stringContaining('aws sso login'),
  });
});
