import type { Edit } from '../check-cases.ts';

/** The injector's Deployment with no image of its own in the environment. */
export const injectorWithoutImages: Edit = {
  patch: 'Deployment kube-system/osm-injector',
  with: {
    spec: {
      template: {
        spec: {
          containers: [
            { name: 'osm-injector', image: 'mcr.microsoft.com/oss/openservicemesh/osm-injector:v1.2.4' },
          ],
        },
      },
    },
  },
};

/** The injector's Deployment with these containers; what the field lists is all there is. */
export function injectorWith(...containers: readonly object[]): Edit {
  return {
    patch: 'Deployment kube-system/osm-injector',
    with: { spec: { template: { spec: { containers } } } },
  };
}

/** A release of which neither image nor label tells the version. */
export const releaseUnknown: readonly Edit[] = ['osm-controller', 'osm-injector', 'osm-bootstrap'].map(
  (name) => ({
    patch: `Deployment kube-system/${name}`,
    with: {
      metadata: { labels: { 'app.kubernetes.io/version': null } },
      spec: { template: { spec: { containers: [{ name, image: `contoso.azurecr.io/${name}:latest` }] } } },
    },
  }),
);
