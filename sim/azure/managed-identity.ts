import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer } from '../kubernetes/answer.ts';
import type { Directory } from './directory.ts';
import type { AzureRequest } from './request.ts';
import type { Principal, TokenOffice } from './tokens.ts';

/** The endpoint at which App Service gives out tokens of managed identities. */
export interface ManagedIdentityEndpoint {
  readonly directory: Directory;
  readonly tokens: TokenOffice;
  /** What `X-IDENTITY-HEADER` must say. */
  readonly identityHeader: string;
}

/** An error in App Service's form. */
export function managedIdentityError(statusCode: number, message: string): Answer {
  return jsonAnswer(statusCode, { statusCode, message, correlationId: randomUUID() });
}

function principalFor(directory: Directory, query: URLSearchParams): Principal | string {
  const wanted = query.get('client_id') ?? query.get('principal_id') ?? query.get('mi_res_id');
  if (wanted === null) {
    return directory.systemAssigned ?? 'Unable to load the proper Managed Identity.';
  }
  const found = directory.userAssigned.find(
    ({ clientId, objectId }) => clientId === query.get('client_id') || objectId === query.get('principal_id'),
  );
  return (
    found ??
    'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.'
  );
}

/**
 * Answers `GET /msi/token?api-version=2019-08-01&resource=…[&client_id=…]`.
 * Source: learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference.
 */
export function managedIdentityAnswer(endpoint: ManagedIdentityEndpoint, request: AzureRequest): Answer {
  const { query, headers } = request;
  const resource = query.get('resource');
  if (headers['x-identity-header'] !== endpoint.identityHeader) {
    return managedIdentityError(401, 'The X-IDENTITY-HEADER header is missing or wrong.');
  }
  if (query.get('api-version') !== '2019-08-01') {
    return managedIdentityError(400, 'The api-version query parameter is missing or not supported.');
  }
  if (resource === null) return managedIdentityError(400, 'The resource query parameter is missing.');
  const principal = principalFor(endpoint.directory, query);
  if (typeof principal === 'string') return managedIdentityError(400, principal);
  const { token, expires, clientId } = endpoint.tokens.issue(resource, principal);
  return jsonAnswer(200, {
    access_token: token,
    expires_on: String(expires),
    resource,
    token_type: 'Bearer',
    client_id: clientId,
  });
}
