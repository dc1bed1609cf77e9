import { PolicyPack } from '@pulumi/policy';
import { rules } from './rules.ts';

/** `pulumi preview --policy-pack infra/policy-pack` refuses a change that breaks a rule. */
new PolicyPack('galeria', {
  enforcementLevel: 'mandatory',
  policies: rules.map(({ name, description, check }) => ({
    name,
    description,
    validateResource: ({ type, name: resource, props }, report) => {
      for (const fault of check({ type, name: resource, inputs: props })) report(fault);
    },
  })),
});
