import type { ArticleRow } from './article.ts';

/** A feature flag as the table prints it: a text where the schema wants a boolean (E11). */
function flag(
  name: string,
  value: boolean,
  more: { errata?: readonly string[]; says?: string } = {},
): ArticleRow {
  const { errata = [], says } = more;
  const quoted = 'The value is a text, the key a boolean: the API server refuses the patch (422).';
  return {
    path: `spec.featureFlags.${name}`,
    default: `"${value}"`,
    patch: `{"spec":{"featureFlags":{"${name}":"${value}"}}}`,
    verdict: 'wrongType',
    says: says === undefined ? quoted : `${quoted} ${says}`,
    errata: ['E11', ...errata],
    corrected: { spec: { featureFlags: { [name]: value } } },
  };
}

/** The table's feature flags. */
export const articleFlags: readonly ArticleRow[] = [
  flag('enableWASMStats', true),
  flag('enableEgressPolicy', true),
  flag('enableMulticlusterMode', false, {
    errata: ['E13'],
    says: 'v1.2.0 removed the feature: leave the key alone.',
  }),
  flag('enableSnapshotCacheMode', false, { says: 'The controller reads it only when it starts.' }),
  flag('enableAsyncProxyServiceMapping', false, { says: 'No release reads it.' }),
  flag('enableIngressBackendPolicy', true, { says: 'Nothing reads it from v1.0.0 on.' }),
  flag('enableEnvoyActiveHealthChecks', false),
];
