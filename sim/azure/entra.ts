import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer, pageNotFound } from '../kubernetes/answer.ts';
import type { Directory } from './directory.ts';
import type { AzureRequest } from './request.ts';
import type { TokenOffice } from './tokens.ts';

/** The endpoint at which applications sign in. */
export interface EntraEndpoint {
  readonly directory: Directory;
  readonly tokens: TokenOffice;
  /** Authority host, without a slash at the end. */
  url(): string;
  now(): Date;
}

/** An error in Entra's form: `AADSTS` with a number and a sentence. */
export function entraError(
  status: number,
  error: string,
  number: number,
  sentence: string,
  at: Date,
): Answer {
  const [trace, correlation] = [randomUUID(), randomUUID()];
  const timestamp = `${at.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const trail = `Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`;
  return jsonAnswer(status, {
    error,
    error_description: `AADSTS${number}: ${sentence} ${trail}`,
    error_codes: [number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
  });
}

function configuration(url: string, tenant: string): Answer {
  const here = `${url}/${tenant}`;
  return jsonAnswer(200, {
    issuer: `${here}/v2.0`,
    authorization_endpoint: `${here}/oauth2/v2.0/authorize`,
    token_endpoint: `${here}/oauth2/v2.0/token`,
    end_session_endpoint: `${here}/oauth2/v2.0/logout`,
    jwks_uri: `${here}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  });
}

function tokenAnswer({ directory, tokens, now }: EntraEndpoint, form: URLSearchParams): Answer {
  const clientId = form.get('client_id') ?? '';
  const app = directory.apps.find((known) => known.clientId === clientId);
  if (form.get('grant_type') !== 'client_credentials') {
    return entraError(
      400,
      'unsupported_grant_type',
      70003,
      'The app requested an unsupported grant type.',
      now(),
    );
  }
  if (app === undefined) {
    const says = `Application with identifier '${clientId}' was not found in the directory '${directory.tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
    return entraError(400, 'unauthorized_client', 700016, says, now());
  }
  if (form.get('client_secret') !== app.secret) {
    const says = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`;
    return entraError(401, 'invalid_client', 7000215, says, now());
  }
  const scope = (form.get('scope') ?? '').split(' ').find((one) => one.endsWith('/.default'));
  if (scope === undefined) {
    return entraError(400, 'invalid_scope', 1002012, 'The provided value for scope is not valid.', now());
  }
  const { token, expires } = tokens.issue(scope.slice(0, -'/.default'.length), app);
  const seconds = expires - Math.floor(now().getTime() / 1000);
  return jsonAnswer(200, {
    token_type: 'Bearer',
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: token,
  });
}

/**
 * Answers as Entra does, for the client secret flow alone.
 * Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
 */
export function entraAnswer(endpoint: EntraEndpoint, request: AzureRequest): Answer {
  const [, tenant = '', ...rest] = request.path.split('/');
  const { directory, now } = endpoint;
  if (tenant !== directory.tenant) {
    const says = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
    return entraError(400, 'invalid_request', 90002, says, now());
  }
  const path = rest.join('/');
  if (path === 'v2.0/.well-known/openid-configuration') return configuration(endpoint.url(), tenant);
  if (path !== 'oauth2/v2.0/token' || request.method !== 'POST') return pageNotFound;
  return tokenAnswer(endpoint, new URLSearchParams(request.body));
}
