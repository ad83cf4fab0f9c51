/** How a field of Istio's AuthorizationPolicy would say what a regular expression of SMI says. */
type IstioForm =
  /** `/buy` */
  | { readonly is: 'exact'; readonly value: string }
  /** `/api/*` */
  | { readonly is: 'prefix'; readonly value: string }
  /** `*.css` */
  | { readonly is: 'suffix'; readonly value: string }
  /** `*`; of a path: leave it out. */
  | { readonly is: 'presence' };

/** An operator of regular expressions, where it stands for itself neither by a backslash nor by its place. */
const operators = /[\\^$*+?()[\]{}|]/;

/** More values than this nobody would write into a policy. */
const mostForms = 20;

/**
 * The forms that together say the same as a regular expression, which Envoy matches against the whole value;
 * undefined where Istio has none (istio.io, reference of AuthorizationPolicy: exact, prefix, suffix and presence, of
 * which a field takes several). A dot that stands alone is taken for a dot: in paths and names of hosts nobody means
 * another character.
 */
export function istioForms(regex: string): IstioForm[] | undefined {
  const bare = regex.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  const branches = takenApart([bare], group, ([, inside = '', optional]) => [
    ...inside.split('|'),
    ...(optional === undefined ? [] : ['']),
  ])?.flatMap((one) => one.split('|'));
  const plain = takenApart(branches, optionalSign, ([, sign = '']) => [sign, '']);
  const forms = plain?.map(formOf);
  return forms?.every((form) => form !== undefined) ? forms : undefined;
}

/** `(a|b)`, `(?:a|b)` and `(a|b)?`, with no group in it and not repeated. */
const group = /(?<!\\)\((?:\?:)?([^()]*)(?<!\\)\)(\?)?(?![*+?{])/;
/** `/?`: a sign, perhaps with a backslash, that may be there. */
const optionalSign = /(\\[^A-Za-z0-9]|(?<!\\)[^\\^$*+?()[\]{}|.])\?(?![*+?{])/;

/** Puts each of its choices in the place of every match; undefined when that gives too many texts. */
function takenApart(
  regexes: readonly string[] | undefined,
  choice: RegExp,
  choices: (match: RegExpExecArray) => readonly string[],
): string[] | undefined {
  const done: string[] = [];
  const open = [...(regexes ?? [])];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const match = choice.exec(next);
    if (match === null) done.push(next);
    else {
      const [before, after] = [next.slice(0, match.index), next.slice(match.index + match[0].length)];
      open.push(...choices(match).map((chosen) => before + chosen + after));
    }
    if (done.length + open.length > mostForms) return undefined;
  }
  return regexes === undefined ? undefined : done;
}

function formOf(branch: string): IstioForm | undefined {
  if (branch === '.*' || branch === '.+') return { is: 'presence' };
  const leads = branch.startsWith('.*');
  const trails = branch.endsWith('.*') && !branch.endsWith('\\.*');
  const value = literal(branch.slice(leads ? 2 : 0, trails ? -2 : undefined));
  if (value === undefined || value === '' || (leads && trails)) return undefined;
  if (leads) return { is: 'suffix', value };
  return trails ? { is: 'prefix', value } : { is: 'exact', value };
}

/** The text that a regular expression without operators stands for, unless Istio would read more than text in it. */
function literal(regex: string): string | undefined {
  const shielded = regex.replace(/\\([^A-Za-z0-9])/g, (_escape, sign: string) => shield(sign));
  const text = [...shielded].map(unshield).join('');
  return operators.test(shielded) || /[*{}]/.test(text) ? undefined : text;
}

/** Escaped signs, out of the way of `operators` while these are looked for: in Unicode's area for private use. */
const privateArea = 0xe000;

function shield(sign: string): string {
  return String.fromCodePoint(privateArea + (sign.codePointAt(0) ?? 0));
}

function unshield(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  return code >= privateArea && code < privateArea + 128 ? String.fromCodePoint(code - privateArea) : letter;
}

/** The form as Istio writes it. */
export function showForm(form: IstioForm): string {
  switch (form.is) {
    case 'exact':
      return form.value;
    case 'prefix':
      return `${form.value}*`;
    case 'suffix':
      return `*${form.value}`;
    case 'presence':
      return '*';
  }
}
