import { request } from 'node:http';
import { eventually } from '@galeria/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type RuntimeApi, serveRuntimeApi } from '../../src/lambda/runtime-api.ts';

const REQUEST_ID = '6f0c0f38-93d4-4b2e-8a6b-0d6f5f3f7d11';
const invocation = {
  requestId: REQUEST_ID,
  payload: '{"event":true}',
  deadline: 0,
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
};

let api: RuntimeApi;
let host: string;
let secret: string;

beforeEach(async () => {
  api = await serveRuntimeApi();
  [host, secret] = api.address.split('/') as [string, string];
});
afterEach(() => api.close());

/** Sends a request of a runtime. @returns the status and text of the response */
function call(method: string, path: string, { body = '', headers = {}, segment = secret } = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const prefix = segment === '' ? '' : `/${segment}`;
    const url = `http://${host}${prefix}/2018-06-01/runtime/${path}`;
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, text }));
    });
    sent.on('error', reject).end(body);
  });
}

describe.each([
  ['without the secret', () => ({ segment: '' })],
  ['with another secret', () => ({ segment: secret.replace(/./g, 'A') })],
  ['with a prefix of the secret', () => ({ segment: secret.slice(0, -1) })],
  ['under another host name', () => ({ headers: { host: 'page.example' } })],
])('a request %s', (_title, options) => {
  test('cannot receive an invocation', async () => {
    const invoked = api.dispatch(invocation);
    expect(await call('GET', 'invocation/next', options())).toMatchObject({ status: 403 });
    // The runtime still receives and answers the invocation.
    expect(await call('GET', 'invocation/next')).toMatchObject({ text: invocation.payload });
    await call('POST', `invocation/${REQUEST_ID}/response`, { body: '"done"' });
    void call('GET', 'invocation/next').catch(() => {});
    expect(await invoked).toMatchObject({ ok: true, payload: 'done' });
  });

  test('cannot answer an invocation', async () => {
    void api.dispatch(invocation);
    await call('GET', 'invocation/next');
    for (const outcome of ['response', 'error']) {
      const path = `invocation/${REQUEST_ID}/${outcome}`;
      const forged = await call('POST', path, { body: '"forged"', ...options() });
      expect(forged.status).toBe(403);
      expect(api.answered()).toBeUndefined();
    }
  });

  test('cannot end the init phase', async () => {
    const forged = { body: '{"errorType":"Forged"}', ...options() };
    expect(await call('POST', 'init/error', forged)).toMatchObject({ status: 403 });
    void call('GET', 'invocation/next').catch(() => {});
    expect(await eventually(async () => [await api.initialized])).toEqual([undefined]);
  });
});
