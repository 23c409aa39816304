// Puts the definitions that PostgreSQL prints into the style of the migrations.

const QUOTED = /('(?:[^']|'')*'|"[^"]*")/

/** Small letters, no casts of text, `in (...)` instead of `= ANY (ARRAY[...])`. */
export function tidySql(definition: string): string {
  return definition
    .split(QUOTED)
    .map((piece, index) => (index % 2 === 1 ? piece : tidyPiece(piece)))
    .join('')
    .replace(/= any \(array\[([^\]]*)\]\)/g, 'in ($1)')
}

const tidyPiece = (piece: string): string =>
  piece
    .replace(/\b[A-Z][A-Z_]*\b/g, (word) => word.toLowerCase())
    .replace(/::text(\[\])?/g, '')
    .replace(/ using btree /g, ' ')

const TYPES: Readonly<Record<string, string>> = {
  integer: 'int',
  'timestamp with time zone': 'timestamptz',
}

/** Uses the short names of types, in parameters too. */
export const tidyType = (type: string): string =>
  Object.entries(TYPES).reduce((text, [long, short]) => text.replaceAll(long, short), tidySql(type))
