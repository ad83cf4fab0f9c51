/** Forms of a report that are written for a terminal. */
const shown = ['short', 'text'] as const;

/** Forms that are a document of their own: written whole whatever came of the run, for a program or another reader. */
const documents = ['junit', 'sarif', 'markdown', 'html'] as const;

/** Forms of a report. */
export const outputs = [...shown, 'json', ...documents] as const;

/** A form of a report. */
export type Output = (typeof outputs)[number];

/** A form for a terminal. */
export type ShownForm = (typeof shown)[number];

/** A form for a file. */
export type DocumentForm = (typeof documents)[number];

/** Whether a form is for a terminal. */
export function isShown(output: Output): output is ShownForm {
  return shown.some((form) => form === output);
}
