/**
 * What Slack takes in one message, in characters or in pieces. Sources: docs.slack.dev/reference/block-kit/blocks; the
 * total over all blocks is not documented (`msg_blocks_too_long`, bolt-js issues 2509 and 2867: 11 to 13 thousand).
 */
export const limits = {
  blocks: 50,
  total: 10_000,
  text: 4_000,
  /** More pieces are not tried: none is smaller than six characters. */
  pieces: 1_600,
  header: 150,
  /** Of a text of our making; the documented limit of a section, held for rich text too. */
  section: 3_000,
  tableRows: 100,
  tableColumns: 20,
  noteParts: 10,
  buttonsInRow: 25,
  buttonLabel: 75,
  buttonValue: 2_000,
  url: 3_000,
} as const;

/** How much a line and a cell may hold before they are cut: so that one long name does not take a whole message. */
export const lengths = { line: 2_000, cell: 300 } as const;

/** What the end of a message may take for itself: buttons and small print stay, however long the rest is. */
export const reserved = { blocks: 8, total: 3_000, text: 1_000 } as const;
