import { isObject } from './json.ts';

/**
 * A patch as YAML without double quotes, as `kubectl patch -p` takes it: `spec: {traffic: {enableEgress: false}}`. It
 * must not begin with a brace, or kubectl takes it for JSON (apimachinery, util/yaml hasJSONPrefix).
 */
export function patchYaml(patch: object): string | undefined {
  const [[key, value] = [], ...others] = Object.entries(patch);
  if (key === undefined || others.length > 0) return prefixed('--- ', flowYaml(patch));
  const name = flowText(key);
  return name === undefined ? undefined : prefixed(`${name}: `, flowYaml(value));
}

function prefixed(prefix: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : prefix + text;
}

/**
 * JSON written as YAML without double quotes. Windows PowerShell 5.1 takes double quotes out of what it hands to a
 * program; kubectl reads a patch as YAML too, and single quotes survive. Undefined where only double quotes would do
 * (control characters).
 */
export function flowYaml(value: unknown): string | undefined {
  if (typeof value === 'string') return flowText(value);
  if (Array.isArray(value)) return joined(value.map(flowYaml), '[', ']');
  if (isObject(value)) {
    const fields = Object.entries(value).map(([key, inner]) => {
      const [name, content] = [flowText(key), flowYaml(inner)];
      return name === undefined || content === undefined ? undefined : `${name}: ${content}`;
    });
    return joined(fields, '{', '}');
  }
  return JSON.stringify(value);
}

function flowText(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: YAML folds or refuses these between single quotes
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text)) return undefined;
  return /^[A-Za-z][A-Za-z0-9]*$/.test(text) && !isYamlWord(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** Words that YAML 1.1 or 1.2 reads as something else than text. */
function isYamlWord(text: string): boolean {
  return /^(true|false|yes|no|on|off|y|n|null)$/i.test(text);
}

function joined(parts: readonly (string | undefined)[], open: string, close: string): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(', ')}${close}`;
}
