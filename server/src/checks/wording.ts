// Checks the first comment of a file, marks of unfinished work, and skipped tests.
import { lex } from './lexer.ts'
import { CODE, eachFile, type Finding, findAll, lineAt, type SourceFile } from './source.ts'

const WORDS_MIN = 3

/** The text of the comment at the start of a file; undefined when the file begins with something else. */
export function firstComment(file: SourceFile): string | undefined {
  const text = file.text.replace(/^#![^\n]*\n/, '').replace(/^<!doctype html>\s*/i, '')
  const match = /^\s*(?:\/\/ ?([^\n]*)|\/\*+([\s\S]*?)\*\/|-- ?([^\n]*)|# ?([^\n]*)|<!--([\s\S]*?)-->)/.exec(text)
  return match
    ?.slice(1)
    .find((part) => part !== undefined)
    ?.trim()
}

export const beginsWithPurpose = eachFile(
  /(\.(ts|tsx|mjs|js|sql|css|sh|ya?ml)|^\.ci\/run|Dockerfile)$/,
  (file: SourceFile): Finding[] => {
    const comment = firstComment(file)
    if (comment && comment.split(/\s+/).length >= WORDS_MIN) return []
    const message = 'begin the file with one sentence that says what it is for, as a comment (below the shebang)'
    return [{ path: file.path, line: 1, message }]
  },
)

const MARK = /\b(TODO|FIXME|XXX)\b(?!\s*\(?#\d+)/g

export const todosHaveIssues = eachFile(/\.(ts|tsx|mjs|js|sql)$/, (file: SourceFile): Finding[] => {
  const comments =
    CODE.test(file.path) || file.path.endsWith('.tsx') ? lex(file.text).comments : commentsOfSql(file.text)
  return comments.flatMap(({ start, text }) =>
    [...text.matchAll(MARK)].map((match) => ({
      path: file.path,
      line: lineAt(file.text, start + match.index),
      message: `${match[1]} without an issue: write ${match[1]} (#12), or do it now`,
    })),
  )
})

function commentsOfSql(text: string) {
  return [...text.matchAll(/--[^\n]*|\/\*[\s\S]*?\*\//g)].map((match) => ({ start: match.index, text: match[0] }))
}

/** Finds skipped tests without a reason. Biome refuses focused tests (noFocusedTests). */
export const testsRun = eachFile(/\.test\.tsx?$/, (file: SourceFile): Finding[] =>
  findAll(
    file,
    lex(file.text).code,
    /\b(test|it|describe|suite)\.(skip|todo)\(|\.skip\(\s*\)|\bskip:\s*true/g,
    ([found]) => `"${found}" gives no reason: write { skip: 'why' } or t.skip('why')`,
  ),
)

/** Playwright takes the promise itself for a yes, so such a wait never waits. */
export const testsWait = eachFile(/^e2e\/.*\.ts$/, (file: SourceFile): Finding[] =>
  findAll(
    file,
    lex(file.text).code,
    /\.waitForFunction\(\s*async\b/g,
    () => 'waitForFunction does not wait for the answer of a promise: use untilSo of e2e/testing/browser.ts',
  ),
)
