// Checks that a module has SQL only in its stores, and that the SQL names only its own schema.
import { lex } from './lexer.ts'
import { type Finding, findAll, isTest, moduleOf, type Rule, type SourceFile } from './source.ts'

const STATEMENTS = [
  /^\s*(select\s[\s\S]*\sfrom\s|select\s+[\w.]+\(|insert\s+into\s|update\s+[\w."]+\s+set\s|delete\s+from\s)/,
  /^\s*(with\s+\w+\s+as\s*(materialized\s*)?\(|(create|alter|drop)\s+(table|index|schema)\s)/,
  /^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s/,
]

const CALLS: readonly { pattern: RegExp; what: string }[] = [
  { pattern: /\bsql(<[^`]*?>)?`/g, what: 'sql`...`' },
  // Other code may begin and end a transaction.
  { pattern: /\.query(<[^()]*>)?\((?!\s*'(begin|commit|rollback)')/g, what: '.query(...)' },
  { pattern: /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/g, what: 'a query' },
]

const CURE =
  'move it into the store.ts (or <noun>-store.ts) of its area, as a function named after the question it answers'

/** Whether a file of a module may contain SQL. */
const isStore = (path: string): boolean => /^server\/src\/modules\/([^/]+\/)+([a-z-]+-)?store\.ts$/.test(path)

function mustBeFree({ path }: SourceFile): boolean {
  if (!/\.tsx?$/.test(path) || isTest(path) || isStore(path)) return false
  return moduleOf(path) !== undefined || /^server\/src\/(main|modules)\.ts$/.test(path) || path.startsWith('web/src/')
}

export const sqlInStores: Rule = (files) =>
  files.filter(mustBeFree).flatMap((file): Finding[] => {
    const { uncommented, strings } = lex(file.text)
    const calls = CALLS.flatMap(({ pattern, what }) =>
      findAll(file, uncommented, pattern, () => `${what} outside the store: ${CURE}`),
    )
    const statements = strings
      .filter(({ text }) => STATEMENTS.some((pattern) => pattern.test(text)))
      .map(({ start }) => at(file, start))
    return calls.length > 0 ? calls : statements
  })

const at = (file: SourceFile, offset: number): Finding => ({
  path: file.path,
  line: file.text.slice(0, offset).split('\n').length,
  message: `a statement outside the store: ${CURE}`,
})

const BUILDER = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin|using)\(\s*\[?\s*['"`](\w+)\./g
const PLACE = /\b(?:from|join|into|update|references|using)\s+(?:only\s+)?(\w+)\./gi

/** The stores of a module may name only their own schema. */
export const ownSchemaInStores: Rule = (files) => {
  const modules = new Set(files.flatMap(({ path }) => moduleOf(path) ?? []))
  return files
    .filter(({ path }) => isStore(path) && !isTest(path))
    .flatMap((file) => {
      const own = moduleOf(file.path) as string
      const { uncommented } = lex(file.text)
      return [BUILDER, PLACE].flatMap((pattern) =>
        findAll(file, uncommented, pattern, (match) => match[1] as string)
          .filter(({ message }) => message !== own && (modules.has(message) || message === 'graphile_worker'))
          .map((finding) => ({ ...finding, message: foreign(finding.message) })),
      )
    })
}

export const foreign = (schema: string): string =>
  `names the schema ${schema} of another module: subscribe to its events and keep your own copy, or ask it by a call`
