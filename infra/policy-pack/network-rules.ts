import type { Rule } from './rule.ts';

const INTERNET = ['0.0.0.0/0', '::/0'];

export const closedToTheInternet: Rule = {
  name: 'closed-to-the-internet',
  description: 'Only CloudFront is reached from the internet.',
  check({ type, inputs }) {
    if (type === 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule') {
      const open = INTERNET.includes(inputs.cidrIpv4) || INTERNET.includes(inputs.cidrIpv6);
      return open ? ['Name a security group or a prefix list.'] : [];
    }
    if (type === 'aws:ec2/securityGroup:SecurityGroup') {
      return inputs.ingress?.length ? ['Use a rule of its own for each direction.'] : [];
    }
    if (type === 'aws:lb/loadBalancer:LoadBalancer') {
      return inputs.internal ? [] : ['Make it internal; CloudFront reaches it in the VPC.'];
    }
    return [];
  },
};

export const hardenedInstances: Rule = {
  name: 'hardened-instances',
  description: 'Instances require IMDSv2, and have no public address and no SSH key.',
  check({ type, inputs }) {
    if (type === 'aws:ec2/launchTemplate:LaunchTemplate') {
      return inputs.metadataOptions?.httpTokens === 'required' ? [] : ['Require IMDSv2.'];
    }
    if (type !== 'aws:ec2/instance:Instance') return [];
    return inputs.associatePublicIpAddress || inputs.keyName
      ? ['Use Session Manager instead of an address or a key.']
      : [];
  },
};
