import { environmentOf } from '@galeria/infra/user-data';
import type { CreateResource } from '../declared-resources.ts';

export const launchTemplate: CreateResource = async ({ declared }, { name, inputs }) => {
  const id = `lt-${name}`;
  // The user data of launch templates is base64 encoded, that of instances is plain text.
  if (inputs.userData) {
    declared.userData.set(id, Buffer.from(inputs.userData, 'base64').toString());
  }
  return { id, name, latestVersion: 1, arn: id };
};

/** Declares an uploader process with the environment in the instance's user data. */
export const instance: CreateResource = async ({ declared }, { name, inputs }) => {
  const id = `i-${name}`;
  const text = inputs.userData ?? declared.userData.get(inputs.launchTemplate?.id);
  if (text) {
    const environment = environmentOf(text);
    declared.cells.push({ name: environment.GALERIA_CELL ?? name, environment, instanceId: id });
  }
  return { id, privateIp: '127.0.0.1', arn: id };
};

/** Answers for awsx's component, whose subnets the program reads. */
export const vpc: CreateResource = async (_cloud, { name }) => ({
  id: `vpc-${name}`,
  vpcId: `vpc-${name}`,
  privateSubnetIds: ['subnet-private-0', 'subnet-private-1'],
  isolatedSubnetIds: ['subnet-isolated-0', 'subnet-isolated-1'],
  publicSubnetIds: ['subnet-public-0', 'subnet-public-1'],
  routeTables: [],
  subnets: [],
});
