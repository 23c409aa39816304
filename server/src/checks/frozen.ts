// Migrations are frozen: by the history of git none that stood there was changed, renamed or deleted since an instant.
import { execFileSync } from 'node:child_process'
import type { Finding } from './source.ts'

/** From here on databases are kept, so what was applied to them must stay as it was. Before, 0001 was rewritten. */
export const FROZEN_SINCE = '2026-11-30T00:00:00Z'

const MIGRATIONS = [
  ':(glob)server/src/modules/*/migrations/*.sql',
  ':(glob)server/src/platform/postgres/migrations/*.sql',
]

const CURE =
  'restore it as it was before, and put the change into a new migration. Only a migration that nobody else has yet ' +
  'may still be mended: in the commit that added it (git commit --amend, git rebase)'

export interface Frozen {
  readonly findings: readonly Finding[]
  /** What could not be looked at, and why; undefined where the whole history is there. */
  readonly leftOut: string | undefined
}

/** Looks at every commit since the freeze, and then at what is not committed yet, which would be one of now. */
export function findThawed(repository: string, frozenSince: string, now: Date): Frozen {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'core.quotePath=false', ...args], {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
  const frozenAt = new Date(frozenSince)
  const committed = readCommits(git).filter(({ at }) => at >= frozenAt)
  const findings = committed.flatMap(({ id, changes }) => changes.map((change) => toFinding(change, `commit ${id}`)))
  if (now >= frozenAt) {
    const changes = readChanges(git('diff', '--name-status', '--no-renames', 'HEAD', '--', ...MIGRATIONS))
    findings.push(...changes.map((change) => toFinding(change, 'a change that is not committed yet')))
  }
  const isShallow = git('rev-parse', '--is-shallow-repository').trim() === 'true'
  const leftOut = isShallow
    ? 'This clone is shallow: commits that it does not hold were not looked at. Fetch them: git fetch --unshallow'
    : undefined
  return { findings, leftOut }
}

interface Change {
  readonly path: string
  readonly what: string
}

interface Commit {
  readonly id: string
  readonly at: Date
  readonly changes: readonly Change[]
}

/** A merge is asked only for what stands in it and in none of its parents: the rest is told by their commits. */
function readCommits(git: (...args: string[]) => string): Commit[] {
  const format = '--format=%x00%h %cI'
  const log = git(
    'log',
    format,
    '--full-history',
    '--name-status',
    '--no-renames',
    '--diff-merges=combined',
    '--',
    ...MIGRATIONS,
  )
  return log
    .split('\0')
    .slice(1)
    .map((text) => {
      const [head = '', ...lines] = text.split('\n')
      const [id = '', at = ''] = head.split(' ')
      return { id, at: new Date(at), changes: readChanges(lines.join('\n')) }
    })
}

/** Letters of git: M changed, D deleted (or renamed), T another kind of file; a merge has one for each parent. */
function readChanges(text: string): Change[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([A-Z]+)\t(.+)$/.exec(line)
    if (!match || /^A+$/.test(match[1] as string)) return []
    return [{ path: match[2] as string, what: (match[1] as string).includes('D') ? 'deletes or renames' : 'changes' }]
  })
}

const toFinding = ({ path, what }: Change, where: string): Finding => ({
  path,
  line: 1,
  message: `${where} ${what} this migration, which is frozen since ${FROZEN_SINCE}: ${CURE}`,
})
