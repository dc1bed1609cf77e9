import { expect, test } from '@jest/globals';
import { BODY_RULES } from '../../edge/rule-groups.ts';
import { ofType, one } from '../support/recording.ts';
import type { Subject } from '../support/subject.ts';

const FIREWALL = 'aws:wafv2/webAcl:WebAcl';

/** Rules of what a stack has only on request. */
export function optionRules(subject: Subject): void {
  test('the firewall blocks no upload for its contents', () => {
    const { rules } = one(subject.recorded, FIREWALL).inputs;
    const groups = rules.flatMap(
      // biome-ignore lint/suspicious/noExplicitAny: the inputs of a rule
      ({ statement }: any) => statement.managedRuleGroupStatement ?? [],
    );
    expect(groups.map(({ name }: { name: string }) => name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    const counted = groups.flatMap(
      ({ ruleActionOverrides }: { ruleActionOverrides: object[] }) => ruleActionOverrides,
    );
    const body = Object.values(BODY_RULES).flat();
    expect(counted).toEqual(body.map((name) => ({ name, actionToUse: { count: {} } })));
    expect(body).toEqual(
      expect.arrayContaining([
        'SizeRestrictions_BODY',
        'CrossSiteScripting_BODY',
        'GenericLFI_BODY',
        'GenericRFI_BODY',
        'EC2MetaDataSSRF_BODY',
      ]),
    );
    const { statement, action } = rules.at(-1);
    const [labelled, elsewhere] = statement.andStatement.statements;
    expect(action).toEqual({ block: {} });
    expect(
      labelled.orStatement.statements.map(
        // biome-ignore lint/suspicious/noExplicitAny: the inputs of a statement
        ({ labelMatchStatement }: any) => labelMatchStatement.key,
      ),
    ).toContain('awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body');
    expect(JSON.stringify(elsewhere.notStatement)).toContain('"/uploads"');
  });

  test('the firewall logs what it blocks, without keys and signatures', () => {
    const { inputs } = one(
      subject.recorded,
      'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration',
    );
    expect(inputs.loggingFilter.defaultBehavior).toBe('DROP');
    expect(inputs.redactedFields).toEqual(
      expect.arrayContaining([{ singleHeader: { name: 'authorization' } }, { queryString: {} }]),
    );
    const names = ofType(subject.recorded, 'aws:cloudwatch/logGroup:LogGroup').map(
      ({ inputs }) => inputs.name ?? '',
    );
    expect(names).toContain(`aws-waf-logs-galeria-${subject.stack}`);
  });
}
