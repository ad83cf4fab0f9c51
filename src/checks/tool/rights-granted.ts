import { defineCheck } from '../../model/check.ts';
import type { Run } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { showRule } from '../../model/rights.ts';
import type { RbacRule } from '../../model/snapshot.ts';
import { clusterRef, firstRead, notReached, objectReads } from './run.ts';

export const rightsGranted = defineCheck({
  id: 'OSM0002',
  name: 'rights-granted',
  area: 'tool',
  severity: 'warning',
  title: 'Every right that the selected checks need is granted',
  failTitle: 'Rights that the selected checks need are missing',
  why: 'A check that may not look is unknown, never healthy: what it would have found stays hidden.',
  remedy:
    'Add the rules that are named to the role of the identity that runs osm-doctor; infra/kubernetes has one for every run, which only reads, and one for each opt-in tier, so that a tier without its right can also be turned off.',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  reads: ['run'],
  run({ run }) {
    if (firstRead(run)?.ok === false) return notReached;
    if (objectReads(run).length === 0) {
      return { notApplicable: 'No check was selected that needs a right.' };
    }
    const refused = run.problems.filter(({ reason }) => reason === 'forbidden');
    const [first] = refused;
    if (first === undefined) return [];
    const rules = distinctRules(refused.flatMap(({ rule }) => rule ?? []));
    const named = rules.map(showRule).join('; ');
    return [
      {
        what: 'rightsMissing',
        on: clusterRef(run),
        says: named === '' ? first.detail : `The identity that ran this may not: ${named}.`,
        mend: rules.slice(0, shownRules).map((rule) => lookAtRight(rule, run)),
      },
    ];
  },
});

/** More commands than this help nobody; the finding's sentence names every rule. */
const shownRules = 5;

const clusterScoped: readonly string[] = [
  'namespaces',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'customresourcedefinitions',
];

function distinctRules(rules: readonly RbacRule[]): RbacRule[] {
  return [...new Map(rules.map((rule) => [showRule(rule), rule])).values()];
}

function lookAtRight(rule: RbacRule, { namespace }: Run): RemedyIntent {
  const verb = rule.verbs.includes('list') ? 'list' : (rule.verbs[0] ?? 'list');
  const resource = rule.resources[0] ?? '';
  const group = rule.apiGroups[0] ?? '';
  const [kind = '', part] = resource.split('/');
  const everywhere = clusterScoped.includes(resource) ? [] : ['-A'];
  const named = group === '' ? kind : `${kind}.${group}`;
  // What is after the slash kubectl would take for a name. This right is for one namespace, as a rule the add-on's.
  const where = part === undefined ? everywhere : [`--subresource=${part}`, '-n', 'kube-system'];
  return {
    do: 'look',
    does: `See whether the right is there now; the rule to add is ${JSON.stringify(rule)}`,
    args: ['auth', 'can-i', verb, named, ...(namespace === undefined ? where : ['-n', namespace])],
  };
}
