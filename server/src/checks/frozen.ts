// Migrations are frozen: finds in the git history those that somebody changed, renamed or deleted since the freeze.
import { execFileSync } from 'node:child_process'
import type { Finding } from './source.ts'

/** From this instant people keep their databases, so applied migrations must not change. Before, 0001 could change. */
export const FROZEN_SINCE = '2026-11-30T00:00:00Z'

const MIGRATIONS = [
  ':(glob)server/src/modules/*/migrations/*.sql',
  ':(glob)server/src/platform/postgres/migrations/*.sql',
]

const CURE =
  'restore it as it was before, and put the change into a new migration. You may correct a migration only while ' +
  'nobody else has it: in the commit that added it (git commit --amend, git rebase)'

export interface Frozen {
  readonly findings: readonly Finding[]
  /** Which commits were not checked, and why; undefined when the whole history is there. */
  readonly leftOut: string | undefined
}

/** Checks every commit since the freeze, and then the changes that are not committed yet, as a commit of `now`. */
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
    ? 'This clone is shallow: the check does not see all commits. Fetch them: git fetch --unshallow'
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

/** Reads the commits. For a merge it reads only changes that no parent has: commits of the parents show the rest. */
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

/** Reads git's letters: M changed, D deleted or renamed, T another kind of file. A merge has one for each parent. */
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
