import { openSnapshot, type Resolved } from '../engine/resolve.ts';
import type { BuildRemedy } from '../engine/run-checks.ts';
import type { MeshConfig } from '../model/custom-resources.ts';
import type { Remedy, RemedyIntent } from '../model/remedy.ts';
import type { ClusterSnapshot } from '../model/snapshot.ts';
import { meshConfigName } from '../osm/names.ts';
import { buildRemedy } from '../remedies/build-remedy.ts';
import { judgePatch } from '../remedies/judge-patch.ts';
import { readSchema } from '../remedies/read-schema.ts';
import type { Schema } from '../remedies/schema.ts';

type PatchIntent = RemedyIntent & { readonly do: 'patch' };

/**
 * Builds the remedies of a run. A patch of the mesh's MeshConfig is held against the cluster's own schema first:
 * what the API server would refuse or drop is not proposed, and what it would take says how that is known.
 */
export function remedyBuilder(snapshot: ClusterSnapshot): BuildRemedy {
  const { cluster, takenAt } = snapshot;
  const meshConfig = valueOrNothing(() => openSnapshot(snapshot)('meshConfig'));
  const schema = schemaOf(snapshot);
  return (intent) => {
    const remedy = buildRemedy(intent, cluster);
    if (!isPatchOfMeshConfig(intent) || meshConfig === undefined) return remedy;
    return proven(remedy, intent, {
      meshConfig,
      schema,
      takenAt,
      look: (look) => buildRemedy(look, cluster),
    });
  };
}

/** A fact that throws is told by the checks that need it; here it only means that nothing is proven. */
function valueOrNothing<T>(resolve: () => Resolved<T>): T | undefined {
  try {
    const source = resolve();
    return source.is === 'known' ? source.value : undefined;
  } catch {
    return undefined;
  }
}

function schemaOf(snapshot: ClusterSnapshot): Schema {
  const raw = valueOrNothing(() => openSnapshot(snapshot)('meshConfigSchema'));
  if (raw === undefined) return { is: 'opaque', because: "this run did not read the CRD's schema" };
  return readSchema(raw.schema);
}

function isPatchOfMeshConfig(intent: RemedyIntent): intent is PatchIntent {
  return (
    intent.do === 'patch' && intent.object.kind === 'MeshConfig' && intent.object.name === meshConfigName
  );
}

interface Evidence {
  readonly meshConfig: MeshConfig;
  readonly schema: Schema;
  readonly takenAt: string;
  look(intent: RemedyIntent): Remedy;
}

function proven(remedy: Remedy, { object, patch }: PatchIntent, evidence: Evidence): Remedy {
  const { meshConfig, schema, takenAt, look } = evidence;
  const judgement = judgePatch(schema, { spec: meshConfig.spec }, patch);
  const because = 'No dry run was made: it needs the right to patch MeshConfigs for real.';
  switch (judgement.is) {
    case 'accepted':
      return { ...remedy, proof: { by: 'liveSchema', at: takenAt, changed: judgement.changed, because } };
    case 'unknown':
      return { ...remedy, proof: { by: 'none', because: `The schema does not tell: ${judgement.because}.` } };
    case 'noChange':
    case 'dropped':
    case 'rejected': {
      const why = { noChange: 'change nothing', dropped: 'be dropped', rejected: 'be refused' }[judgement.is];
      const { apiVersion = '', namespace = '', name } = object;
      const resource = `meshconfigs.${apiVersion.split('/')[0]}`;
      return look({
        do: 'look',
        does: `See the MeshConfig: the usual mend would ${why} by this cluster's schema`,
        args: ['get', resource, name, '-n', namespace, '-o', 'yaml'],
      });
    }
  }
}
