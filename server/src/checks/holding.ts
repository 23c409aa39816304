// Finds where a module holds an id of another thing, for the checks that give such a module duties.
import { lex } from './lexer.ts'
import { type Finding, lineAt, type SourceFile } from './source.ts'

export interface HeldId {
  /** How `tables.ts` names the id. */
  readonly type: RegExp
  /** Which column of `schema.sql` holds one. */
  readonly column: RegExp
}

/** Where the module holds such an id: in its finer row types or, if these do not name it, in its tables. */
export function findHolding(
  own: readonly SourceFile[],
  module: string,
  { type, column }: HeldId,
): Omit<Finding, 'message'> | undefined {
  for (const [name, pattern] of [
    ['tables.ts', type],
    ['schema.sql', column],
  ] as const) {
    const file = own.find(({ path }) => path === `server/src/modules/${module}/${name}`)
    const text = file && (name === 'tables.ts' ? withoutImports(lex(file.text).uncommented) : file.text)
    const match = text === undefined ? null : pattern.exec(text)
    if (file && text !== undefined && match) return { path: file.path, line: lineAt(text, match.index) }
  }
  return undefined
}

/** Blanks the imports, so that the numbers of the lines stay. A module may import the type for its parameters. */
const withoutImports = (text: string): string =>
  text.replace(/^import [^;]*?from '[^']*'$/gm, (found) => found.replace(/[^\n]/g, ' '))
