import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { record, TIMEOUT_MS } from './support/recording.ts';
import { identitiesOf } from './support/urns.ts';
import { variants } from './support/variants.ts';

/** The resources of a stack that was deployed before `Galeria` was a component. */
const former = readFileSync(new URL('./support/former-urns.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

/** With a domain, an HTTPS listener takes the place of the HTTP one, beside it until the edge uses it. */
const replacedByHttps = /(Listener::cells|SecurityGroupIngressRule::cloudfront-to-balancer)$/;

test(
  'a stack that was deployed before the component keeps every resource',
  async () => {
    const { stack, config } = variants['prod with everything'];
    const recorded = await record(stack, config);
    const identities = [...identitiesOf(recorded).values()];
    const kept = new Set(identities.flat());
    expect(former.filter((urn) => !kept.has(urn) && !replacedByHttps.test(urn))).toEqual([]);
    for (const [present] of identities) expect(present).toMatch(/^galeria:index:Galeria(\$|::)/);
  },
  TIMEOUT_MS,
);
