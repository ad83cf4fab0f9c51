import { problemOfFailure } from '../../azure/access-problem.ts';
import { armFailure, sayFailure } from '../../azure/arm-failure.ts';
import { cloudOf } from '../../azure/clouds.ts';
import { type Principal, signIn } from '../../azure/credential.ts';
import { within } from '../../azure/limit.ts';
import { optional } from '../../model/json.ts';
import type { SelfCheckStep } from '../../model/self-check.ts';
import type { Settings } from '../../settings/settings.ts';

/** Milliseconds for one sign-in. */
const signInMs = 20_000;

/** Who we are in Azure; undefined when nobody is signed in. */
export interface IdentityLook {
  readonly step: SelfCheckStep;
  readonly signedIn: boolean;
  /** Whether it is the identity of the app: what it may not do, the app may not. */
  readonly managed: boolean;
  readonly principal: Principal | undefined;
}

/** Signs in as the app would. */
export async function lookAtIdentity(settings: Settings, env: NodeJS.ProcessEnv): Promise<IdentityLook> {
  const identity = await signIn(settings, env);
  const head = { area: 'identity', of: 'Sign-in to Azure' } as const;
  try {
    await within(signInMs, () => identity.authorization(cloudOf(settings).armScope));
  } catch (error) {
    const failure = armFailure(error);
    const about = { name: '', resourceId: '', managed: identity.managed, principal: undefined };
    const { todo, command } = problemOfFailure(about, 'signIn', failure);
    const says = sayFailure(failure);
    const step: SelfCheckStep = { ...head, outcome: 'failed', says, todo, ...optional('command', command) };
    return { step, signedIn: false, managed: identity.managed, principal: undefined };
  }
  const principal = identity.principal();
  const says = `Signed in as ${whoWords(identity.managed, principal)}.`;
  const step = { ...head, outcome: 'passed', says } as const;
  return { step, signedIn: true, managed: identity.managed, principal };
}

function whoWords(managed: boolean, principal: Principal | undefined): string {
  const id = principal === undefined ? '' : ` with the object id ${principal.objectId}`;
  if (managed) return `the managed identity${id}`;
  return `a ${principal?.type === 'User' ? 'person' : 'service principal'}${id}, not as the app`;
}
