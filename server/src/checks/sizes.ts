// How long files and lines are: the limits of each role.
import { eachFile, type Finding, isTest, moduleOf, type SourceFile } from './source.ts'

interface Limit {
  readonly role: RegExp
  readonly linesMax: number
  readonly cure: string
}

/** Written by `npm run schema`. */
const GENERATED = /^(schema\.sql|rows\.ts)$/

const ROLES: readonly Limit[] = [
  { role: /^README\.md$/, linesMax: 80, cure: 'keep what it owns, its invariants, its events and what it does not do' },
  { role: /^contract\.ts$/, linesMax: 250, cure: 'take out what no other module needs, or split the module' },
  { role: /^module\.ts$/, linesMax: 80, cure: 'move what is more than wiring into routes, jobs or a file of its own' },
  { role: /(^|[/-])routes?\.ts$/, linesMax: 300, cure: 'split it into <noun>-routes.ts beside it' },
  { role: /(^|[/-])rules\.ts$/, linesMax: 300, cure: 'split it by the question that it decides' },
  { role: /(^|[/-])store\.ts$/, linesMax: 300, cure: 'split it into <noun>-store.ts beside it' },
  { role: /(^|[/-])jobs\.ts$/, linesMax: 250, cure: 'split it by what happens' },
  // The first migration of a module creates all its tables; later ones change one thing.
  { role: /^migrations\/0001-/, linesMax: 400, cure: 'a module with so many tables is two modules' },
  { role: /^migrations\//, linesMax: 100, cure: 'one migration changes one thing: split it' },
  { role: /^functions\//, linesMax: 100, cure: 'decide in TypeScript, or give a part of it a function of its own' },
  { role: GENERATED, linesMax: Number.POSITIVE_INFINITY, cure: '' },
]

const CODE_LINES_MAX = 400
const TEST_LINES_MAX = 600
const MIGRATION_LINES_MIN = 5

const countLines = (text: string): number => text.replace(/\n$/, '').split('\n').length

export const fileLength = eachFile(/\.(ts|tsx|mjs|js|sql|css|sh|md)$/, (file: SourceFile): Finding[] => {
  const lines = countLines(file.text)
  const { linesMax, cure } = limitOf(file.path)
  const say = (message: string): Finding[] => [{ path: file.path, line: 1, message }]
  if (lines > linesMax) return say(`${lines} lines, at most ${linesMax}: ${cure}`)
  if (file.path.includes('/migrations/') && lines < MIGRATION_LINES_MIN) {
    return say(`${lines} lines, at least ${MIGRATION_LINES_MIN}: say in comments why it is done and what it locks`)
  }
  return []
})

/** The path from the module's folder on; empty outside of modules. */
function inModule(path: string): string {
  const module = moduleOf(path)
  return module ? path.slice(`server/src/modules/${module}/`.length) : ''
}

function limitOf(path: string): Omit<Limit, 'role'> {
  const module = moduleOf(path)
  const rest = inModule(path)
  if (path.endsWith('.md') && !module) return { linesMax: Number.POSITIVE_INFINITY, cure: '' }
  if (isTest(path)) return { linesMax: TEST_LINES_MAX, cure: 'split the tests by what they are about' }
  const found = ROLES.find(({ role }) => role.test(rest))
  return found ?? { linesMax: CODE_LINES_MAX, cure: 'move one thing that it does into a file named after that thing' }
}

const COLUMNS_MAX = 120

/** Written by programs, not by hand. */
const isGenerated = (path: string): boolean =>
  path === 'bench/RESULTS.md' || path === 'web/src/api/schema.ts' || GENERATED.test(inModule(path))

// A link cannot be broken, nor can a row of a table in Markdown.
export const lineLength = eachFile(
  /(\.(ts|tsx|mjs|js|sql|css|sh|md|ya?ml)|^\.ci\/run)$/,
  (file: SourceFile): Finding[] =>
    file.text.split('\n').flatMap((line, index) => {
      if (isGenerated(file.path)) return []
      const isExempt = file.path.endsWith('.md') && (/https?:\/\//.test(line) || line.startsWith('|'))
      if (line.length <= COLUMNS_MAX || isExempt) return []
      const message = `${line.length} columns, at most ${COLUMNS_MAX}: break the line`
      return [{ path: file.path, line: index + 1, message }]
    }),
)
