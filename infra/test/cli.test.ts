import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';

const load = createRequire(import.meta.url);

test("the Pulumi CLI has the SDK's version", () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const [, version] = /^PULUMI_VERSION=(\S+) pulumi /.exec(scripts.pulumi) ?? [];
  expect(version).toBe(load('@pulumi/pulumi/package.json').version);
});
