import type { TokenCredential } from '@azure/identity';
import { object, text } from '../model/json.ts';
import type { AzureSettings } from '../settings/settings.ts';
import { cachedTokens } from './cached-tokens.ts';
import { cloudOf, clouds } from './clouds.ts';

/** Who we are for Entra ID. */
export interface Principal {
  readonly objectId: string;
  /** In the words of `az role assignment create --assignee-principal-type`. */
  readonly type: 'ServicePrincipal' | 'User';
}

/** Our identity in Azure. */
export interface SignIn {
  /** For the libraries: tokens are kept and renewed, and it ends in time. */
  readonly credential: TokenCredential;
  /** Whether it is the managed identity of the app we run in. */
  readonly managed: boolean;
  /** The Authorization header for a scope, as it must stand now. Rejects with SignInError. */
  authorization(scope: string): Promise<string>;
  /** Who we are: known from the first token on. */
  principal(): Principal | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The managed identity where the environment offers one (Functions and App Service set IDENTITY_ENDPOINT, older hosts
 * MSI_ENDPOINT), elsewhere what DefaultAzureCredential finds. The libraries read `process.env` themselves; `env`
 * decides which of them is used. Asks for no token yet.
 */
export async function signIn(
  settings: Pick<AzureSettings, 'OSM_CLOUD' | 'OSM_ARM_ENDPOINT' | 'AZURE_CLIENT_ID'>,
  env: Env,
): Promise<SignIn> {
  const managed = Boolean(env['IDENTITY_ENDPOINT'] ?? env['MSI_ENDPOINT']);
  const tokens = cachedTokens(await libraryCredential(settings, env, managed));
  let principal: Principal | undefined;
  const credential: TokenCredential = {
    async getToken(scopes, options) {
      const token = await tokens.getToken(scopes, options);
      principal ??= token === null ? undefined : principalOf(token.token);
      return token;
    },
  };
  return {
    credential,
    managed,
    async authorization(scope) {
      return `Bearer ${(await credential.getToken(scope))?.token ?? ''}`;
    },
    principal: () => principal,
  };
}

/** The same identity for other services of Azure, such as the storage account. */
export async function credentialFor(
  settings: Parameters<typeof signIn>[0],
  env: Env,
): Promise<TokenCredential> {
  return (await signIn(settings, env)).credential;
}

async function libraryCredential(
  settings: Parameters<typeof signIn>[0],
  env: Env,
  managed: boolean,
): Promise<TokenCredential> {
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const clientId = settings.AZURE_CLIENT_ID;
  if (managed) {
    return clientId === undefined
      ? new ManagedIdentityCredential()
      : new ManagedIdentityCredential({ clientId });
  }
  return new DefaultAzureCredential({
    ...authorityOf(settings, env),
    ...(clientId === undefined ? {} : { managedIdentityClientId: clientId }),
  });
}

/**
 * Where tokens come from: AZURE_AUTHORITY_HOST, else the cloud's. An authority that is no cloud of Azure's must not
 * be looked up at the public one, which would refuse it.
 */
export function authorityOf(
  settings: Parameters<typeof cloudOf>[0],
  env: Env,
): { readonly authorityHost: string; readonly disableInstanceDiscovery: boolean } {
  const authorityHost = env['AZURE_AUTHORITY_HOST'] || cloudOf(settings).authorityHost;
  const known = Object.values(clouds).some((cloud) => cloud.authorityHost === trimmed(authorityHost));
  return { authorityHost, disableInstanceDiscovery: !known };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '').toLowerCase();
}

/**
 * Reads who a token was given to, without judging it. Delegated tokens, which are a person's, carry `scp`. Source:
 * learn.microsoft.com/entra/identity-platform/access-token-claims-reference.
 */
export function principalOf(token: string): Principal | undefined {
  const claims = claimsOf(token);
  const objectId = text(claims['oid']);
  if (objectId === undefined || !/^[0-9a-f-]{36}$/i.test(objectId)) return undefined;
  return { objectId, type: text(claims['scp']) === undefined ? 'ServicePrincipal' : 'User' };
}

function claimsOf(token: string): ReturnType<typeof object> {
  try {
    return object(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
  } catch {
    return {};
  }
}
