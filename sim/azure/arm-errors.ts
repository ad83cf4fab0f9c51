import { type Answer, jsonAnswer } from '../kubernetes/answer.ts';

/** Thrown to end a request to ARM with an error. */
export class ArmRefusal extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('ARM refuses');
    this.answer = answer;
  }
}

/** An error in ARM's form. */
export function armError(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { ...jsonAnswer(status, { error: { code, message } }), headers };
}

/** 401, with the challenge that ARM sends along. */
export function armUnauthorized(tenant: string, code: string, message: string): Answer {
  const challenge = `Bearer authorization_uri="https://login.windows.net/${tenant}", error="invalid_token", error_description="${message}"`;
  return armError(401, code, message, { 'WWW-Authenticate': challenge });
}

/** 403 for an action over a scope. */
export function authorizationFailed(
  who: { readonly clientId: string; readonly objectId: string },
  action: string,
  scope: string,
): Answer {
  const message = `The client '${who.clientId}' with object id '${who.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  return armError(403, 'AuthorizationFailed', message);
}

/** 404 for a subscription. */
export function subscriptionNotFound(id: string): Answer {
  return armError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}

/** 404 for a resource group. */
export function resourceGroupNotFound(name: string): Answer {
  return armError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

/** 404 for a managed cluster. */
export function clusterNotFound(resourceGroup: string, name: string): Answer {
  const message = `The Resource 'Microsoft.ContainerService/managedClusters/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return armError(404, 'ResourceNotFound', message);
}

/** 400 for credentials of a cluster on which nobody can sign in: neither Entra nor local accounts. */
export const staticCredentialRefused: Answer = armError(
  400,
  'BadRequest',
  'Getting static credential is not allowed because this cluster is set to disable local accounts.',
);
