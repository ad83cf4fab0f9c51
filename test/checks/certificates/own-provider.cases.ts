import type { CheckCases, Edit } from '../check-cases.ts';

const controller = 'Deployment kube-system/osm-controller';
const injector = 'Deployment kube-system/osm-injector';
const bootstrap = 'Deployment kube-system/osm-bootstrap';

/** Gives a Deployment's program these arguments; the rest of it matters to nobody here. */
function started(deployment: string, container: object): Edit {
  const [, name = ''] = deployment.split('/');
  const containers = [{ name, image: `${name}:v1.2.4`, ...container }];
  return { patch: deployment, with: { spec: { template: { spec: { containers } } } } };
}

const all = (args: readonly string[], namespace = 'kube-system'): Edit[] =>
  ['osm-controller', 'osm-injector', 'osm-bootstrap'].map((name) =>
    started(`Deployment ${namespace}/${name}`, { args }),
  );
const by = (provider: string) => [
  '--mesh-name',
  'osm',
  '--certificate-manager',
  provider,
  '--verbosity',
  'info',
];

export const cases: CheckCases = {
  fires: [
    {
      name: 'the add-on was changed to cert-manager',
      edits: all(by('cert-manager')),
      expect: [['elsewhere', controller, 'warning']],
    },
    {
      name: 'upstream it is a choice',
      cluster: 'healthy-1.1.1',
      edits: all(by('vault'), 'osm-system'),
      expect: [['elsewhere', 'Deployment osm-system/osm-controller', 'info']],
    },
    {
      name: 'in one word, and the last one counts',
      edits: all(['--certificate-manager', 'tresor', '--certificate-manager=vault']),
      expect: [['elsewhere', controller, 'warning']],
    },
    {
      name: 'behind the command instead of among the arguments',
      edits: [controller, injector, bootstrap].map((deployment) =>
        started(deployment, {
          command: ['/osm', '--certificate-manager', 'vault'],
          args: ['--verbosity', 'info'],
        }),
      ),
      expect: [['elsewhere', controller, 'warning']],
    },
    {
      name: 'the injector has another one than the rest',
      edits: [started(injector, { args: by('vault') })],
      expect: [['differ', injector, 'error']],
    },
    {
      name: 'the controller has another one than the rest, which is told of these',
      edits: [started(controller, { args: by('cert-manager') })],
      expect: [
        ['differ', injector, 'error'],
        ['differ', bootstrap, 'error'],
      ],
    },
    {
      name: 'in capitals, which OSM does not take',
      edits: [started(bootstrap, { args: by('Tresor') })],
      expect: [['unknownProvider', bootstrap, 'error']],
    },
    {
      name: 'none at all',
      edits: [started(injector, { args: ['--certificate-manager='] })],
      expect: [['unknownProvider', injector, 'error']],
    },
    {
      name: 'the flag stands last, without a value',
      edits: [started(injector, { args: ['--certificate-manager'] })],
      expect: [['unknownProvider', injector, 'error']],
    },
  ],
  passes: [
    { name: 'tresor, as shipped' },
    { name: 'tresor, as 0.11.1 ships it', cluster: 'healthy-0.11.1' },
    { name: 'nothing is said, so the default counts', edits: all(['--verbosity', 'info']) },
    {
      name: 'the last one counts',
      edits: all(['--certificate-manager=vault', '--certificate-manager', 'tresor']),
    },
    {
      name: 'only options of other providers are named',
      edits: all(['--vault-host', 'vault.contoso.com', '--cert-manager-issuer-name', 'osm-ca']),
    },
    { name: 'a part is missing, which is OSM1004', edits: [{ remove: bootstrap }] },
    {
      name: 'another mesh has another provider',
      cluster: 'two-meshes',
      edits: all(by('vault'), 'osm-system'),
    },
    {
      name: 'another container of the same pod has such an argument',
      edits: [
        {
          patch: controller,
          with: {
            spec: {
              template: {
                spec: {
                  containers: [
                    { name: 'osm-controller', image: 'osm-controller:v1.2.4', args: by('tresor') },
                    { name: 'proxy', image: 'proxy:1', args: by('vault') },
                  ],
                },
              },
            },
          },
        },
      ],
    },
    {
      name: 'the feature is off by its own word',
      edits: all([...by('tresor'), '--enable-mesh-root-certificate=F']),
    },
  ],
  notApplicable: [
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    {
      name: 'MeshRootCertificates decide',
      edits: all([...by('vault'), '--enable-mesh-root-certificate=true']),
    },
    {
      name: 'MeshRootCertificates decide, without a word more',
      edits: [started(injector, { args: [...by('tresor'), '--enable-mesh-root-certificate'] })],
    },
  ],
  unknown: [
    { name: 'only some Deployments came', incomplete: ['controlPlaneDeployments'] },
    {
      name: 'no container has the name of its program',
      edits: [controller, injector, bootstrap].map((deployment) => started(deployment, { name: 'main' })),
    },
  ],
};
