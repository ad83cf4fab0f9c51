import type { LabelExpression, LabelSelector } from '../model/admission.ts';

/** Whether something with these labels is selected; an operator that Kubernetes does not know selects nothing. */
export function isSelected(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return asExpressions(selector).every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === 'In') return value !== undefined && values.includes(value);
    if (operator === 'NotIn') return value === undefined || !values.includes(value);
    if (operator === 'Exists') return value !== undefined;
    return operator === 'DoesNotExist' && value === undefined;
  });
}

/**
 * The values of a label that a selector lets through; undefined where it takes any. What it says twice must hold
 * both times, as Kubernetes has it.
 */
export function acceptedValues(selector: LabelSelector, label: string): readonly string[] | undefined {
  const expressions = asExpressions(selector).filter(({ key }) => key === label);
  const [first, ...others] = expressions.filter(({ operator }) => operator === 'In');
  if (first === undefined) return undefined;
  return first.values.filter(
    (value) =>
      others.every(({ values }) => values.includes(value)) &&
      expressions.every(
        ({ operator, values }) =>
          operator !== 'DoesNotExist' && !(operator === 'NotIn' && values.includes(value)),
      ),
  );
}

/** The labels that something must have to be selected; those that exclude are not among them. */
export function requiredLabels(selector: LabelSelector): string[] {
  const required = asExpressions(selector).filter(
    ({ operator }) => operator === 'In' || operator === 'Exists',
  );
  return [...new Set(required.map(({ key }) => key))];
}

/** Every label that a selector looks at. */
export function labelsOf(selector: LabelSelector): string[] {
  return [...new Set(asExpressions(selector).map(({ key }) => key))];
}

/** Labels to match mean the same as an expression `In` with one value. */
function asExpressions({ matchLabels, matchExpressions }: LabelSelector): LabelExpression[] {
  const fromLabels = Object.entries(matchLabels).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }));
  return [...fromLabels, ...matchExpressions];
}
