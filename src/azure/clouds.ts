/** One of Azure's clouds: separate installations with addresses of their own. */
export interface Cloud {
  /** Where tokens come from. */
  readonly authorityHost: string;
  /** Azure Resource Manager. */
  readonly armEndpoint: string;
  /** What a token for it is asked for. */
  readonly armScope: string;
}

/**
 * The clouds by their names in OSM_CLOUD. Sources: authority hosts,
 * learn.microsoft.com/entra/identity-platform/authentication-national-cloud and `AzureAuthorityHosts` of
 * \@azure/identity 4.14; endpoints, the cloud settings of \@azure/arm-containerservice 25.5 and
 * learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure.
 */
export const clouds = {
  public: {
    authorityHost: 'https://login.microsoftonline.com',
    armEndpoint: 'https://management.azure.com',
    armScope: 'https://management.azure.com/.default',
  },
  china: {
    authorityHost: 'https://login.chinacloudapi.cn',
    armEndpoint: 'https://management.chinacloudapi.cn',
    armScope: 'https://management.chinacloudapi.cn/.default',
  },
  usgov: {
    authorityHost: 'https://login.microsoftonline.us',
    armEndpoint: 'https://management.usgovcloudapi.net',
    armScope: 'https://management.usgovcloudapi.net/.default',
  },
} as const satisfies Readonly<Record<string, Cloud>>;

/**
 * What a token for the API server of any AKS cluster is asked for: the AKS server application, which has one id in
 * all clouds. Source: learn.microsoft.com/azure/aks/kubelogin-authentication and kubelogin's documentation.
 */
export const aksScope = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

/** The cloud of the settings, ARM's address replaced where a simulator stands in for it. */
export function cloudOf(settings: {
  readonly OSM_CLOUD: keyof typeof clouds;
  readonly OSM_ARM_ENDPOINT: string | undefined;
}): Cloud {
  const cloud = clouds[settings.OSM_CLOUD];
  return { ...cloud, armEndpoint: settings.OSM_ARM_ENDPOINT ?? cloud.armEndpoint };
}
