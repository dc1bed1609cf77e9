import { EC2Client, paginateDescribeInstances, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** The families that share the quota of standard instances. @see the quota L-1216C47A */
const STANDARD = /^(a|c|d|h|i|m|r|t|z)\d/;

/** Returns the vCPUs of the region's standard instances that run. */
export async function standardVcpus(region: string): Promise<number> {
  const running = { Name: 'instance-state-name', Values: ['pending', 'running'] };
  let vcpus = 0;
  const client = new EC2Client({ region });
  for await (const page of paginateDescribeInstances({ client }, { Filters: [running] })) {
    for (const { InstanceType = '', CpuOptions } of (page.Reservations ?? []).flatMap(
      ({ Instances = [] }) => Instances,
    )) {
      const { CoreCount = 1, ThreadsPerCore = 1 } = CpuOptions ?? {};
      if (STANDARD.test(InstanceType)) vcpus += CoreCount * ThreadsPerCore;
    }
  }
  return vcpus;
}

export async function vpcs(region: string): Promise<number> {
  let count = 0;
  const client = new EC2Client({ region });
  for await (const { Vpcs = [] } of paginateDescribeVpcs({ client }, {})) count += Vpcs.length;
  return count;
}

export async function loadBalancers(region: string): Promise<number> {
  let count = 0;
  const client = new ElasticLoadBalancingV2Client({ region });
  for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client }, {})) {
    count += LoadBalancers.filter(({ Type }) => Type === 'application').length;
  }
  return count;
}
