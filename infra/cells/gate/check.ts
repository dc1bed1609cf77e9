import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  InvalidTargetException,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** What an invocation of CRUD scope brings: the input, and what is being done with the resource. */
export interface Passage {
  readonly targetId: string;
  readonly targetGroupArns: readonly string[];
  readonly tf: { readonly action: 'create' | 'update' | 'delete' };
}

export interface GateOptions {
  readonly client: ElasticLoadBalancingV2Client;
  readonly pollMs: number;
  /** After this it gives up, with a sentence: Lambda's own end would say only that time is up. */
  readonly timeoutMs: number;
}

/** What a target is while nothing goes to it any more. */
const GONE = ['unused'];

/**
 * Waits until the load balancer finds a cell healthy; or, where it leaves, takes it out and waits for
 * its last request to end.
 *
 * @throws GateError where neither comes to pass in time: the deployment stops at this cell, and the
 *   others stay as they are.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export const createGate =
  ({ client, pollMs, timeoutMs }: GateOptions) =>
  async ({ targetId, targetGroupArns, tf }: Passage): Promise<{ targetId: string }> => {
    const leaving = tf.action === 'delete';
    const deadline = Date.now() + timeoutMs;
    for (const targetGroup of targetGroupArns) {
      if (leaving) await deregister(client, targetGroup, targetId);
    }
    for (const targetGroup of targetGroupArns) {
      let state = await stateOf(client, targetGroup, targetId);
      while (leaving ? !GONE.includes(state) : state !== 'healthy') {
        if (Date.now() > deadline) throw new GateError(targetId, leaving, state);
        await sleep(pollMs);
        state = await stateOf(client, targetGroup, targetId);
      }
    }
    return { targetId };
  };

export class GateError extends Error {
  constructor(targetId: string, leaving: boolean, state: string) {
    super(
      leaving
        ? `${targetId} still has requests: its state is ${state}. Run \`up\` again once they are done.`
        : `${targetId} did not become healthy: its state is ${state}. Its log says why; \`amiId\` in the config goes back to an older image.`,
    );
    this.name = 'GateError';
  }
}

async function deregister(
  client: ElasticLoadBalancingV2Client,
  targetGroup: string,
  targetId: string,
): Promise<void> {
  try {
    await client.send(
      new DeregisterTargetsCommand({ TargetGroupArn: targetGroup, Targets: [{ Id: targetId }] }),
    );
  } catch (error) {
    // An instance that is gone was taken out with it.
    if (!(error instanceof InvalidTargetException)) throw error;
  }
}

async function stateOf(
  client: ElasticLoadBalancingV2Client,
  targetGroup: string,
  targetId: string,
): Promise<string> {
  try {
    const { TargetHealthDescriptions: [found] = [] } = await client.send(
      new DescribeTargetHealthCommand({
        TargetGroupArn: targetGroup,
        Targets: [{ Id: targetId }],
      }),
    );
    return found?.TargetHealth?.State ?? 'unused';
  } catch (error) {
    if (error instanceof InvalidTargetException) return 'unused';
    throw error;
  }
}
