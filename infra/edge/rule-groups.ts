export interface RuleGroup {
  /** The name of the rule in the firewall. */
  readonly rule: string;
  readonly name: string;
  /** The group's part of its labels. */
  readonly label: keyof typeof BODY_RULES;
}

/**
 * The rules of each group that inspect bodies. Files match them: an SVG has scripts, an XMP packet has
 * URLs, a PDF has both. AWS ignores the override of a rule that a group does not have.
 *
 * @see
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const BODY_RULES = {
  'core-rule-set': [
    'SizeRestrictions_BODY',
    'CrossSiteScripting_BODY',
    'GenericLFI_BODY',
    'GenericRFI_BODY',
    'EC2MetaDataSSRF_BODY',
  ],
  'known-bad-inputs': ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY', 'ReactJSRCE_BODY'],
} as const;

/** AWS's groups in the order of evaluation. */
export const ruleGroups: readonly RuleGroup[] = [
  { rule: 'common', name: 'AWSManagedRulesCommonRuleSet', label: 'core-rule-set' },
  { rule: 'bad-inputs', name: 'AWSManagedRulesKnownBadInputsRuleSet', label: 'known-bad-inputs' },
];
