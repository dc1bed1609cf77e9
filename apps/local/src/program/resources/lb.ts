import type { CreateResource } from '../declared-resources.ts';

interface ConditionInput {
  readonly pathPattern?: { readonly values: readonly string[] };
  readonly httpHeader?: { readonly httpHeaderName: string; readonly values: readonly string[] };
}

/** Rules without a priority get the next free one. */
export const listenerRule: CreateResource = async ({ declared }, { name, inputs }) => {
  const conditions: readonly ConditionInput[] = inputs.conditions;
  declared.listenerRules.push({
    pathPatterns: conditions.flatMap(({ pathPattern }) => pathPattern?.values ?? []),
    headers: Object.fromEntries(
      conditions.flatMap(({ httpHeader }) =>
        httpHeader ? [[httpHeader.httpHeaderName.toLowerCase(), httpHeader.values]] : [],
      ),
    ),
    targetGroupArn: inputs.actions[0].targetGroupArn,
  });
  return { id: name, arn: name };
};

export const targetGroupAttachment: CreateResource = async ({ declared }, { name, inputs }) => {
  const { targetGroupArn, targetId } = inputs;
  const targets = declared.targets.get(targetGroupArn) ?? [];
  declared.targets.set(targetGroupArn, [...targets, targetId]);
  return { id: name };
};
