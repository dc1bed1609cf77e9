import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { createGate } from './check.ts';

/** Below Lambda's limit of 15 minutes. */
const TIMEOUT_MS = 840_000;

export const handler = createGate({
  client: new ElasticLoadBalancingV2Client(),
  pollMs: 5_000,
  timeoutMs: TIMEOUT_MS,
});
