// Checks the length of lines, and of files that Biome does not read. Biome measures code (biome.json).
import { eachFile, type Finding, moduleOf, type SourceFile } from './source.ts'

const README_LINES_MAX = 100
const SQL_LINES_MAX = 400
const CSS_LINES_MAX = 400
const MIGRATION_LINES_MIN = 5

/** Files that programs write. */
const GENERATED = [
  /^bench\/RESULTS\.md$/,
  /^web\/src\/api\/(schema\.ts|limits\/[\w-]+\.ts)$/,
  /^server\/src\/modules\/[^/]+\/(schema\.sql|rows\.ts)$/,
]
const isGenerated = (path: string): boolean => GENERATED.some((pattern) => pattern.test(path))

const countLines = (text: string): number => text.replace(/\n$/, '').split('\n').length

/** Measures the files that Biome does not read. */
export const fileLength = eachFile(/\.(sql|css|sh|md)$/, (file: SourceFile): Finding[] => {
  if (isGenerated(file.path)) return []
  const lines = countLines(file.text)
  const { linesMax, cure } = limitOf(file.path)
  const say = (message: string): Finding[] => [{ path: file.path, line: 1, message }]
  if (lines > linesMax) return say(`${lines} lines, at most ${linesMax}: ${cure}`)
  if (file.path.includes('/migrations/') && lines < MIGRATION_LINES_MIN) {
    return say(`${lines} lines, at least ${MIGRATION_LINES_MIN}: say in comments why it is needed and what it locks`)
  }
  return []
})

function limitOf(path: string): { linesMax: number; cure: string } {
  const module = moduleOf(path)
  if (path.endsWith('.md')) {
    const linesMax = module ? README_LINES_MAX : Number.POSITIVE_INFINITY
    return { linesMax, cure: 'keep what it owns, its invariants, its events and what it does not do' }
  }
  if (path.endsWith('.css')) return { linesMax: CSS_LINES_MAX, cure: 'split it by what it dresses' }
  // The first migration of a module creates all its tables. A later one changes one thing.
  if (/\/migrations\/0001-/.test(path)) return { linesMax: 400, cure: 'a module with so many tables is two modules' }
  if (path.includes('/migrations/')) return { linesMax: 100, cure: 'one migration changes one thing: split it' }
  if (path.includes('/functions/')) {
    return { linesMax: 100, cure: 'decide in TypeScript, or give a part of it a function of its own' }
  }
  return { linesMax: SQL_LINES_MAX, cure: 'split it by what it does' }
}

const COLUMNS_MAX = 120

// Nobody can break a link or a table row in Markdown into two lines.
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
