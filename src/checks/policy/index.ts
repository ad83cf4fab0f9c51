import type { Check } from '../../model/check.ts';
import { bothEndsMeshed } from './both-ends-meshed.ts';
import { defaultAccountClosed } from './default-account-closed.ts';
import { destinationsExist } from './destinations-exist.ts';
import { oneSplitPerRoot } from './one-split-per-root.ts';
import { policiesEnforced } from './policies-enforced.ts';
import { policiesInMesh } from './policies-in-mesh.ts';
import { regexesValid } from './regexes-valid.ts';
import { retriesEffective } from './retries-effective.ts';
import { routesNotOverlapping } from './routes-not-overlapping.ts';
import { routesUsed } from './routes-used.ts';
import { rulesListMatches } from './rules-list-matches.ts';
import { rulesResolve } from './rules-resolve.ts';
import { servicesCovered } from './services-covered.ts';
import { sourcesExist } from './sources-exist.ts';
import { splitBackendsAnswer } from './split-backends-answer.ts';
import { splitRootsExist } from './split-roots-exist.ts';
import { splitWeights } from './split-weights.ts';
import { targetsWellFormed } from './targets-well-formed.ts';
import { upstreamSettingsEffective } from './upstream-settings-effective.ts';

/** The checks of this area, in order of id. */
export const policyChecks: readonly Check[] = [
  destinationsExist,
  sourcesExist,
  rulesResolve,
  targetsWellFormed,
  policiesEnforced,
  servicesCovered,
  regexesValid,
  routesUsed,
  splitRootsExist,
  splitBackendsAnswer,
  oneSplitPerRoot,
  splitWeights,
  policiesInMesh,
  retriesEffective,
  rulesListMatches,
  upstreamSettingsEffective,
  routesNotOverlapping,
  defaultAccountClosed,
  bothEndsMeshed,
];
