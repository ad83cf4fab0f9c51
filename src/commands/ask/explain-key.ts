import { articleRowsOf } from '../../osm/mesh-config/article-rows.ts';
import type { ByRelease, KeyValue, MeshConfigKey } from '../../osm/mesh-config/key.ts';
import { allowedValues, changeWords, effectWords } from '../../osm/mesh-config/words.ts';
import type { Explanation } from '../../present/explain-message.ts';

/** A key of MeshConfig over all releases, without a cluster: what it is in one is for `config` to say. */
export function explainKeyOfAnyRelease(key: MeshConfigKey): Explanation {
  const { path, means, note, takesEffect, risk } = key;
  const name = path.replace(/^spec\./, '');
  const wrong = articleRowsOf(path).flatMap(({ verdict, says }) =>
    verdict === 'fine' || says === undefined ? [] : [says],
  );
  return {
    title: path,
    kind: `key of MeshConfig · ${releasesOf(key)}`,
    sections: [
      { head: 'What it means', says: [means, ...(note === undefined ? [] : [note])] },
      { head: 'Takes', says: [`${allowedValues(key)}.`] },
      { head: 'Default', says: defaultsOf(key) },
      {
        head: 'Changing it',
        says: [
          `A change is felt ${changeWords(takesEffect, (effect) => effectWords[effect])}.`,
          `Risk of a change that nobody planned: ${risk}.`,
        ],
      },
      ...(wrong.length === 0 ? [] : [{ head: "Microsoft's article", says: wrong }]),
    ],
    next: [`config CLUSTER ${name}`],
  };
}

function releasesOf({ since, until, seenOnly }: MeshConfigKey): string {
  if (seenOnly === 'aks') return `AKS add-on from ${since}`;
  if (until !== undefined) return since === until ? `${since} only` : `${since} to ${until}`;
  return since === 'v0.11.1' ? 'every release' : `from ${since}`;
}

function defaultsOf({ defaults }: MeshConfigKey): string[] {
  const { schema, aks = schema, preset, code } = defaults;
  const written = (by: string, changes: ByRelease<KeyValue | undefined> | undefined): string[] =>
    changes === undefined ? [] : [`${by}: ${changeWords(changes, showValue)}.`];
  const absent =
    code === undefined
      ? []
      : [
          `When absent: ${changeWords(code, (fallback) => ('says' in fallback ? fallback.says : showValue(fallback.value)))}.`,
        ];
  const says = [...written('AKS', aks), ...written("OSM's own chart", preset), ...absent];
  return says.length === 0 ? ['Not set.'] : says;
}

function showValue(value: KeyValue | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
