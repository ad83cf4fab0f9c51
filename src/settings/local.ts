import { given, readNumber, readUrl, type Setting } from './values.ts';

/** Settings that only runs against simulators have. */
export const localSettings = {
  OSM_CHAT_SECONDS: {
    means:
      'Seconds that one operation on the chat may take. A claim on a message that its owner left behind is taken over after twice that.',
    example: '9',
    otherwise: '9',
    localOnly: true,
    read: given((text) => readNumber(text, 0.5, 9), 9),
  },
  OSM_ARM_ENDPOINT: {
    means: 'Address of Azure Resource Manager.',
    example: 'https://127.0.0.1:8901',
    otherwise: 'the one of OSM_CLOUD',
    localOnly: true,
    read: given((text): string | undefined => readUrl(text), undefined),
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>;
