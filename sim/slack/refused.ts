import type { Json } from '../../src/model/json.ts';

/** An answer with `ok: false`. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  /** Fields beside `ok` and `error`. */
  readonly fields: Json;

  constructor(code: string, fields: Json = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}
