// Reads the files of the repository for the checks, and defines what a check finds.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface SourceFile {
  /** The path from the root of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
}

export interface Finding {
  readonly path: string
  readonly line: number
  /** What is wrong, and what to do instead. */
  readonly message: string
}

/** Checks all files and gives what is wrong with them. */
export type Rule = (files: readonly SourceFile[]) => Finding[]

export const root = path.resolve(import.meta.dirname, '../../..')

const BINARY = /\.(gz|png|jpe?g|gif|webp|ico|woff2?|pdf|zip|bin|wasm)$/

/** The files that git tracks, and new files that git does not ignore. */
export function readRepository(): SourceFile[] {
  const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return [...new Set(listing.split('\0'))]
    .filter((file) => file !== '' && !BINARY.test(file) && !file.startsWith('data/'))
    .filter((file) => existsSync(path.join(root, file)))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }))
}

/** Makes a rule that checks one file at a time. */
export function eachFile(applies: RegExp, check: (file: SourceFile) => Finding[]): Rule {
  return (files) => files.filter((file) => applies.test(file.path)).flatMap(check)
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Gives one finding for each match. */
export function findAll(file: SourceFile, text: string, pattern: RegExp, say: (match: RegExpExecArray) => string) {
  return [...text.matchAll(pattern)].map(
    (match): Finding => ({ path: file.path, line: lineAt(text, match.index), message: say(match) }),
  )
}

export const CODE = /\.(ts|tsx|mjs|js)$/
/** Whether a file is a test or is shared by tests of a module (`testing.ts`, `testing-people.ts`). */
export const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing(-[a-z-]+)?\.ts$/.test(file)

/** The module that a file belongs to, or undefined. */
export function moduleOf(file: string): string | undefined {
  return /^server\/src\/modules\/([^/]+)\//.exec(file)?.[1]
}
