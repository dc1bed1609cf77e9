import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, expect, test } from '@jest/globals';
import { createGate } from '../cells/gate/check.ts';

let server: Server;

afterEach(() => new Promise((closed) => server.close(closed)));

/** Longer than a busy machine needs for some requests. */
const PATIENT_MS = 600_000;

/** Starts a load balancer API that returns the given target states in order. */
async function gateTo(states: string[], timeoutMs = PATIENT_MS) {
  const asked: string[] = [];
  server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const action = form.get('Action')!;
    asked.push(action);
    const state = states.length > 1 ? states.shift() : states[0];
    if (action === 'DescribeTargetHealth' && state === 'gone') {
      response.writeHead(400);
      response.end(
        '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidTarget</Code><Message>.</Message></Error></ErrorResponse>',
      );
      return;
    }
    const health = `<TargetHealthDescriptions><member><TargetHealth><State>${state}</State></TargetHealth></member></TargetHealthDescriptions>`;
    response.end(
      `<${action}Response><${action}Result>${action === 'DescribeTargetHealth' ? health : ''}</${action}Result></${action}Response>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const client = new ElasticLoadBalancingV2Client({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return { asked, gate: createGate({ client, pollMs: 1, timeoutMs }) };
}

const passage = { targetId: 'i-1', targetGroupArns: ['group'] };

test('the gate waits until a cell is healthy', async () => {
  const { asked, gate } = await gateTo(['initial', 'initial', 'unhealthy', 'healthy']);
  await expect(gate({ ...passage, tf: { action: 'create' } })).resolves.toEqual({
    targetId: 'i-1',
  });
  expect(asked).toEqual(Array(4).fill('DescribeTargetHealth'));
});

test('the gate deregisters a removed cell and waits for its last request', async () => {
  const { asked, gate } = await gateTo(['', 'draining', 'draining', 'unused']);
  await gate({ ...passage, tf: { action: 'delete' } });
  expect(asked).toEqual(['DeregisterTargets', ...Array(3).fill('DescribeTargetHealth')]);
});

test('a terminated instance counts as removed', async () => {
  const { gate } = await gateTo(['', 'gone']);
  await expect(gate({ ...passage, tf: { action: 'delete' } })).resolves.toBeDefined();
});

test('a cell that does not become healthy stops the deployment with a message', async () => {
  const { gate } = await gateTo(['unhealthy'], 20);
  await expect(gate({ ...passage, tf: { action: 'create' } })).rejects.toThrow(
    'i-1 did not become healthy: its state is unhealthy.',
  );
});
