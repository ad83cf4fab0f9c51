/** An image reference in its parts: `mcr.microsoft.com/oss/openservicemesh/init:v1.2.4@sha256:…`. */
export interface Image {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Splits an image reference; a registry's port is not taken for a tag. */
export function parseImage(image: string): Image {
  const [name = '', digest] = image.split('@');
  const colon = name.lastIndexOf(':');
  const hasTag = colon > name.lastIndexOf('/');
  return {
    repository: hasTag ? name.slice(0, colon) : name,
    ...(hasTag ? { tag: name.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Whether two references name the same image: by digest when both have one, else by repository and tag. */
export function sameImage(a: string, b: string): boolean {
  const left = parseImage(a);
  const right = parseImage(b);
  if (left.digest !== undefined && right.digest !== undefined) return left.digest === right.digest;
  return left.repository === right.repository && left.tag === right.tag;
}

/**
 * Whether two references mean the same build of an image, wherever it was pulled from: clusters mirror registries and
 * rewrite the names of images. `undecided` where one is known by its digest alone and the other by its tag.
 */
export function compareBuilds(a: string, b: string): 'same' | 'different' | 'undecided' {
  const [left, right] = [parseImage(a), parseImage(b)];
  if (left.digest !== undefined && right.digest !== undefined) {
    return left.digest === right.digest ? 'same' : 'different';
  }
  if (left.tag !== undefined && left.tag === right.tag) return 'same';
  const isByDigestAlone = [left, right].some(({ tag, digest }) => tag === undefined && digest !== undefined);
  if (isByDigestAlone) return 'undecided';
  return a === b ? 'same' : 'different';
}
