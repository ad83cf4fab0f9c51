import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Json, object, objects, text } from '../../src/model/json.ts';
import type { RunningCluster } from '../kubernetes/server.ts';
import type { Switch } from './switch.ts';

/** A cluster whose mesh can be broken. */
export interface Breakable {
  readonly name: string;
  readonly kubernetes: RunningCluster;
}

const meshNamespace = 'kube-system';
const injector = 'osm-injector';

/** Scales the injector to nothing, as somebody would; the controllers do the rest, and undo it when it is scaled back. */
export function stopInjector({ name, kubernetes }: Breakable): Switch {
  const replicas = () => object(find()?.['spec'])['replicas'];
  const find = () => kubernetes.find('Deployment', meshNamespace, injector);
  const before = Number(replicas()) || 1;
  const isOn = () => replicas() === 0;
  return {
    id: `injector:${name}`,
    title: 'Stop the injector',
    about: `Scales ${injector} to 0: no pod can be made in the mesh while its webhook fails closed.`,
    cluster: name,
    isOn,
    set: (on) => {
      const there = find();
      if (there === undefined || on === isOn()) return;
      const generation = Number(there.metadata.generation ?? 1) + 1;
      const spec = { ...object(there['spec']), replicas: on ? 0 : before };
      kubernetes.put({ ...there, metadata: { ...there.metadata, generation }, spec });
    },
  };
}

const expired = readFileSync(
  fileURLToPath(new URL('../../test/clusters/certificates/expired.pem', import.meta.url)),
).toString('base64');

/** Lets the mesh's CA run out, where it can be seen without reading Secrets: in the bundles of the webhooks. */
export function expireCa({ name, kubernetes }: Breakable): Switch {
  const configurations = () =>
    ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']
      .flatMap((kind) => kubernetes.all(kind))
      .filter((one) => objects(one['webhooks']).some(isOsm));
  const bundles = new Map(
    configurations().flatMap((one) =>
      objects(one['webhooks']).map((hook) => [`${one.metadata.name} ${text(hook['name'])}`, bundleOf(hook)]),
    ),
  );
  return {
    id: `ca:${name}`,
    title: 'Expire the CA',
    about: 'The CA bundle of the webhooks becomes one that has run out.',
    cluster: name,
    isOn: () => configurations().some((one) => objects(one['webhooks']).some((h) => bundleOf(h) === expired)),
    set: (on) => {
      for (const one of configurations()) {
        const webhooks = objects(one['webhooks']).map((hook) => {
          const before = bundles.get(`${one.metadata.name} ${text(hook['name'])}`);
          return isOsm(hook) ? withBundle(hook, on ? expired : before) : hook;
        });
        kubernetes.put({ ...one, webhooks });
      }
    },
  };
}

function isOsm(hook: Json): boolean {
  const service = object(object(hook['clientConfig'])['service']);
  return text(service['name'])?.startsWith('osm-') === true;
}

function bundleOf(hook: Json): string | undefined {
  return text(object(hook['clientConfig'])['caBundle']);
}

function withBundle(hook: Json, caBundle: string | undefined): Json {
  return { ...hook, clientConfig: { ...object(hook['clientConfig']), caBundle } };
}

const droppedCrd = 'traffictargets.access.smi-spec.io';

/** Takes away a definition that the controller of the mesh needs. */
export function dropCrd({ name, kubernetes }: Breakable): Switch {
  const find = () => kubernetes.find('CustomResourceDefinition', undefined, droppedCrd);
  let kept = find();
  return {
    id: `crd:${name}`,
    title: 'Drop a CRD',
    about: `Deletes ${droppedCrd}.`,
    cluster: name,
    isOn: () => find() === undefined,
    set: (on) => {
      const there = find();
      if (on && there !== undefined) {
        kept = structuredClone(there);
        kubernetes.remove(there.kind, undefined, droppedCrd);
      }
      if (!on && there === undefined && kept !== undefined) kubernetes.put(kept);
    },
  };
}

const joins = 'openservicemesh.io/monitored-by';
const injects = 'openservicemesh.io/sidecar-injection';

/** Takes the label away that joins a namespace to the mesh; its annotation stays. The first one that has both. */
export function mislabelNamespace({ name, kubernetes }: Breakable): Switch[] {
  const joined = kubernetes
    .all('Namespace')
    .find(({ metadata }) => metadata.labels?.[joins] && metadata.annotations?.[injects] === 'enabled');
  if (joined === undefined) return [];
  const find = () => kubernetes.find('Namespace', undefined, joined.metadata.name);
  const mesh = joined.metadata.labels?.[joins] ?? '';
  return [
    {
      id: `label:${name}`,
      title: 'Mislabel a namespace',
      about: `Takes ${joins} from the namespace ${joined.metadata.name}.`,
      cluster: name,
      isOn: () => find()?.metadata.labels?.[joins] === undefined,
      set: (on) => {
        const there = find();
        if (there === undefined) return;
        const { [joins]: _, ...others } = there.metadata.labels ?? {};
        const labels = on ? others : { ...others, [joins]: mesh };
        kubernetes.put({ ...there, metadata: { ...there.metadata, labels } });
      },
    },
  ];
}
