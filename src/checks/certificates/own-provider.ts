import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { ComponentName, Mesh } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { providerNames, providerOf, usesRootCertificates } from '../../osm/certificate-provider.ts';
import { componentRef } from '../../osm/components.ts';
import { componentNames } from '../../osm/names.ts';

export const ownProvider = defineCheck({
  id: 'OSM3004',
  name: 'own-provider',
  area: 'certificates',
  severity: 'error',
  title: "Certificates come from OSM's own provider, tresor",
  failTitle: 'Certificates come from elsewhere than tresor',
  why: 'With Vault or cert-manager every certificate of the mesh hangs on a program that nobody here looks at: when it does not answer, sidecars get no new certificate and refuse each other within a day. Where the components name different ones, they do not trust each other.',
  remedy:
    'Look after the provider by its own means: for Vault its seal and the token, for cert-manager the Issuer osm-ca and failing CertificateRequests. OSM counts its failures under E4000 to E4016 at /metrics. The add-on supports tresor alone; to change the provider is to replace the CA (see OSM3001).',
  source:
    'cmd/osm-controller, cmd/osm-injector, cmd/osm-bootstrap: flag --certificate-manager, default tresor; pkg/certificate/providers/types.go, v0.11.1 to v1.2.4',
  reads: ['mesh'],
  run({ mesh }): Verdict {
    const started = componentNames.flatMap((component) => {
      const provider = providerOf(mesh, component);
      return provider === undefined ? [] : [{ component, provider }];
    });
    const [first] = started;
    if (first === undefined) {
      return { unknown: 'No container of the control plane shows which provider it is started with.' };
    }
    const byRoots = started.find(({ component }) => usesRootCertificates(mesh, component));
    if (byRoots !== undefined) {
      return {
        notApplicable: `${byRoots.component} takes its certificates from MeshRootCertificates (OSM3009), not from what --certificate-manager says.`,
      };
    }
    const unknown = started.filter(({ provider }) => !providerNames.includes(provider));
    if (unknown.length > 0) return unknown.map((one) => refused(one, mesh));
    const others = started.filter(({ provider }) => provider !== first.provider);
    if (others.length > 0) return others.map((other) => differs(other, first, mesh));
    return first.provider === 'tresor' ? [] : [elsewhere(first, mesh)];
  },
});

interface Started {
  readonly component: ComponentName;
  readonly provider: string;
}

function refused({ component, provider }: Started, mesh: Mesh): Problem {
  const named = provider === '' ? 'no provider' : JSON.stringify(provider);
  return {
    what: 'unknownProvider',
    on: componentRef(mesh, component),
    says: `${component} is started with --certificate-manager of ${named}, but OSM takes ${providerNames.join(', ')} alone: it ends at its start.`,
    mend: [lookAtDeployment(mesh, component)],
  };
}

function differs({ component, provider }: Started, first: Started, mesh: Mesh): Problem {
  return {
    what: 'differ',
    on: componentRef(mesh, component),
    says: `${component} gets certificates from ${provider}, but ${first.component} from ${first.provider}: what one issues the other does not trust.`,
    mend: [lookAtDeployment(mesh, component), lookAtDeployment(mesh, first.component)],
  };
}

/** Upstream it is a choice; the add-on ships tresor, and what somebody wrote into it does not stay. */
function elsewhere({ component, provider }: Started, mesh: Mesh): Problem {
  const { origin } = mesh;
  const ships = origin === 'upstream' ? '' : ', where Microsoft ships tresor';
  return {
    what: 'elsewhere',
    on: componentRef(mesh, component),
    severity: origin === 'upstream' ? 'info' : 'warning',
    says: `The certificates of mesh ${mesh.name} come from ${provider}${ships}: whether it answers was not seen.`,
    mend: [...looksAt(provider, mesh), lookAtFailures(mesh)],
  };
}

function looksAt(provider: string, { namespace }: Mesh): RemedyIntent[] {
  if (provider !== 'cert-manager') return [];
  return [
    {
      do: 'look',
      does: 'See whether its requests are approved and ready',
      args: ['get', 'certificaterequests.cert-manager.io', '-n', namespace],
    },
  ];
}

function lookAtFailures(mesh: Mesh): RemedyIntent {
  const { name } = componentRef(mesh, 'osm-controller');
  return {
    do: 'look',
    does: 'See in its log whether certificates are refused it: error_code E4000 to E4016',
    args: ['logs', `deployment/${name}`, '-n', mesh.namespace, '--tail=100'],
  };
}

function lookAtDeployment(mesh: Mesh, component: ComponentName): RemedyIntent {
  const { name } = componentRef(mesh, component);
  const path = `{.spec.template.spec.containers[?(@.name=="${component}")].args}`;
  return {
    do: 'look',
    does: `See what ${component} is started with`,
    args: ['get', 'deployment', name, '-n', mesh.namespace, '-o', `jsonpath=${path}`],
  };
}
