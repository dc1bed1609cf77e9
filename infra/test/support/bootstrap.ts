/** Runs the bootstrap program with mocks, and prints its resources as JSON. */
import * as pulumi from '@pulumi/pulumi';
import { ACCOUNT } from './aws.ts';

const resources: object[] = [];
pulumi.runtime.setAllConfig({
  'aws:region': 'eu-west-1',
  'galeria-bootstrap:repository': 'someone/galeria',
});
await pulumi.runtime.setMocks(
  {
    newResource: ({ type, name, inputs }) => {
      resources.push({ type, name, inputs });
      const arn = type.startsWith('aws:s3/') ? `arn:aws:s3:::${name}` : `arn-of-${name}`;
      return { id: name, state: { ...inputs, arn, bucket: inputs.bucket ?? name, name } };
    },
    call: () => ({ accountId: ACCOUNT }),
  },
  'galeria-bootstrap',
  'bootstrap',
);
await pulumi.runtime.runInPulumiStack(() => import('../../bootstrap/index.ts'));
await pulumi.runtime.disconnect();
process.stdout.write(JSON.stringify(resources));
