import type { Check } from '../../model/check.ts';
import { caBundles } from './ca-bundles.ts';
import { crdConversion } from './crd-conversion.ts';
import { crdsEstablished } from './crds-established.ts';
import { injectorWebhookPresent } from './injector-webhook-present.ts';
import { leftOverWebhooks } from './left-over-webhooks.ts';
import { oneInjector } from './one-injector.ts';
import { podsGetThrough } from './pods-get-through.ts';
import { storedVersions } from './stored-versions.ts';
import { validatorWebhookPresent } from './validator-webhook-present.ts';
import { webhookSelectors } from './webhook-selectors.ts';
import { webhookSettings } from './webhook-settings.ts';
import { webhooksAnswer } from './webhooks-answer.ts';

/** The checks of this area, in order of id. */
export const admissionChecks: readonly Check[] = [
  injectorWebhookPresent,
  validatorWebhookPresent,
  caBundles,
  webhooksAnswer,
  webhookSettings,
  webhookSelectors,
  leftOverWebhooks,
  podsGetThrough,
  crdsEstablished,
  crdConversion,
  storedVersions,
  oneInjector,
];
