import { quoted, SettingMistake, split } from './values.ts';

/*
 * What a schedule may be: NCRONTAB as the Functions host reads it and the job of digests too, so nothing that one of
 * them refuses or takes for something else (a range of days backwards, 7 for Sunday, `5/10`, `L`, `#`, `W`, `?`).
 * Sources: learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions; the parsers of
 * NCrontab and croner, with which the test compares this one.
 */

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Short names, the first for `least`. */
  readonly names?: string;
}

const fields: readonly Field[] = [
  { name: 'seconds', least: 0, most: 59 },
  { name: 'minutes', least: 0, most: 59 },
  { name: 'hours', least: 0, most: 23 },
  { name: 'days of the month', least: 1, most: 31 },
  { name: 'months', least: 1, most: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec' },
  { name: 'days of the week', least: 0, most: 6, names: 'sun mon tue wed thu fri sat' },
];

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** NCRONTAB with six fields. */
export function readSchedule(text: string): string {
  const written = split(text, / +/);
  if (written.length !== fields.length) {
    throw new SettingMistake(
      `is ${quoted(text)}, but must have six fields, seconds first, such as 0 0 7 * * 1-5`,
    );
  }
  const values = fields.map((field, index) => valuesOf(field, written[index] ?? ''));
  const [days = [], months = []] = values.slice(3);
  if (!months.some((month) => days.some((day) => day <= (longestMonths[month - 1] ?? 0)))) {
    throw new SettingMistake(`is ${quoted(text)}, which is on days that no month has`);
  }
  return text;
}

/** Every value that a field stands for. */
function valuesOf(field: Field, text: string): number[] {
  return text.split(',').flatMap((part) => {
    const values = valuesOfPart(field, part);
    if (values !== undefined) return values;
    const { name, least, most, names } = field;
    const orNames = names === undefined ? '' : ` or names as in "${names.slice(0, 7)}"`;
    throw new SettingMistake(
      `has ${quoted(text)} for the ${name}: use * or numbers from ${least} to ${most}${orNames}, with commas, ranges as 1-5, steps as */2`,
    );
  });
}

function valuesOfPart(field: Field, part: string): number[] | undefined {
  const [, from = '', to, step = '1'] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
  const whole = from === '*';
  // A step needs something to step through: of one number alone the two readers make different things.
  if ((whole && to !== undefined) || (!whole && to === undefined && part.includes('/'))) return undefined;
  const first = whole ? field.least : numberOf(field, from);
  const last = whole ? field.most : numberOf(field, to ?? from);
  const every = Number(step);
  if (first === undefined || last === undefined || first > last) return undefined;
  if (every < 1 || every > field.most) return undefined;
  const count = Math.floor((last - first) / every) + 1;
  return Array.from({ length: count }, (_, index) => first + index * every);
}

function numberOf({ least, most, names = '' }: Field, word: string): number | undefined {
  const named = names.split(' ').indexOf(word.toLowerCase());
  const value =
    word !== '' && named >= 0 ? least + named : /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
