import { environmentOf } from '@galeria/infra/user-data';
import type { Create } from '../cloud.ts';

export const launchTemplate: Create = async ({ declared }, { name, inputs }) => {
  const id = `lt-${name}`;
  // Launch templates take their user data in base64, instances take it as it is.
  if (inputs.userData) {
    declared.userData.set(id, Buffer.from(inputs.userData, 'base64').toString());
  }
  return { id, name, latestVersion: 1, arn: id };
};

/** An instance becomes a process of the uploader, with the environment of its user data. */
export const instance: Create = async ({ declared }, { name, inputs }) => {
  const text = inputs.userData ?? declared.userData.get(inputs.launchTemplate?.id);
  if (text) {
    const environment = environmentOf(text);
    declared.cells.push({ name: environment.GALERIA_CELL ?? name, environment });
  }
  return { id: `i-${name}`, privateIp: '127.0.0.1', arn: `i-${name}` };
};

/** awsx's component: the program reads its subnets. */
export const vpc: Create = async (_cloud, { name }) => ({
  id: `vpc-${name}`,
  vpcId: `vpc-${name}`,
  privateSubnetIds: ['subnet-private-0', 'subnet-private-1'],
  isolatedSubnetIds: ['subnet-isolated-0', 'subnet-isolated-1'],
  publicSubnetIds: ['subnet-public-0', 'subnet-public-1'],
  routeTables: [],
  subnets: [],
});
