// Checks that no frozen migration has changed in this repository, and tests that check on a small repository.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { FROZEN_SINCE, findThawed } from './frozen.ts'
import { root } from './source.ts'

test('no migration was changed since the freeze', (t) => {
  const { findings, leftOut } = findThawed(root, FROZEN_SINCE, new Date())
  if (leftOut) {
    t.diagnostic(leftOut)
    console.warn(leftOut)
  }
  const lines = findings.map(({ path: file, message }) => `${file}: ${message}`)
  assert.equal(lines.length, 0, `\n${lines.join('\n')}`)
})

const FREEZE = '2026-05-01T00:00:00Z'
const BEFORE = '2026-04-30T12:00:00Z'
const AFTER = '2026-05-02T12:00:00Z'
const first = 'server/src/modules/slots/migrations/0001-slots.sql'
const second = 'server/src/modules/slots/migrations/0002-notes.sql'
const ofEveryModule = 'server/src/platform/postgres/migrations/0001-events.sql'
const aFunction = 'server/src/modules/slots/functions/take-slot.sql'

/** A repository with one commit before the freeze. A test writes files and commits them. */
function createRepository(t: TestContext) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-frozen-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const git = (args: string[], at = AFTER): string =>
    execFileSync('git', ['-c', 'user.name=Asha', '-c', 'user.email=asha@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_DATE: at,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  const commit = (at: string): void => {
    git(['add', '--all'])
    git(['commit', '--quiet', '--message', 'a step'], at)
  }
  git(['init', '--quiet', '--initial-branch=main'])
  for (const file of [first, ofEveryModule, aFunction]) write(file, 'as it began\n')
  commit(BEFORE)
  return { folder, git, write, commit, look: (now = AFTER) => findThawed(folder, FREEZE, new Date(now)) }
}

test('the check accepts a new migration, and one that was changed before the freeze', (t) => {
  const place = createRepository(t)
  place.write(first, 'changed in time\n')
  place.commit(BEFORE)
  place.write(second, 'new\n')
  place.write(aFunction, 'functions are made anew\n')
  place.commit(AFTER)
  assert.deepEqual(place.look(), { findings: [], leftOut: undefined })
})

test('the check finds the commit that changes, renames or deletes a migration after the freeze', (t) => {
  const ways: Record<string, [(place: ReturnType<typeof createRepository>) => void, RegExp]> = {
    changed: [({ write }) => write(first, 'changed\n'), /^commit [0-9a-f]+ changes this migration/],
    renamed: [({ git }) => void git(['mv', first, second]), /^commit [0-9a-f]+ deletes or renames this migration/],
    deleted: [({ git }) => void git(['rm', '--quiet', first]), /^commit [0-9a-f]+ deletes or renames this migration/],
  }
  for (const [way, message] of Object.values(ways)) {
    const place = createRepository(t)
    way(place)
    place.commit(AFTER)
    // A corrected change still counts, because some database may have run the changed text.
    place.write('README.md', 'later\n')
    place.commit(AFTER)
    const { findings } = place.look()
    assert.equal(findings.length, 1)
    assert.equal(findings[0]?.path, first)
    assert.match(findings[0]?.message ?? '', message)
    assert.match(findings[0]?.message ?? '', /put the change into a new migration/)
  }
})

test('a migration of every module is frozen too', (t) => {
  const place = createRepository(t)
  place.write(ofEveryModule, 'changed\n')
  place.commit(AFTER)
  assert.deepEqual(
    place.look().findings.map(({ path: file }) => file),
    [ofEveryModule],
  )
})

test('from the freeze on, the check finds a change that is not committed yet', (t) => {
  const place = createRepository(t)
  place.write(first, 'changed\n')
  assert.deepEqual(place.look(BEFORE).findings, [])
  assert.match(place.look().findings[0]?.message ?? '', /^a change that is not committed yet changes this migration/)
  place.git(['add', '--all'])
  assert.equal(place.look().findings.length, 1)
})

test('a branch from before the freeze may be merged, and the check finds a change in the merge itself', (t) => {
  const place = createRepository(t)
  place.git(['checkout', '--quiet', '-b', 'branch'])
  place.write(first, 'changed in time\n')
  place.commit(BEFORE)
  place.git(['checkout', '--quiet', 'main'])
  place.write('README.md', 'main went on\n')
  place.commit(AFTER)
  place.git(['merge', '--quiet', '--no-ff', '--no-edit', 'branch'])
  assert.deepEqual(place.look().findings, [])
  place.write(first, 'changed by the merge\n')
  place.git(['add', '--all'])
  place.git(['commit', '--quiet', '--amend', '--no-edit'])
  assert.match(place.look().findings[0]?.message ?? '', /^commit [0-9a-f]+ changes this migration/)
})

test('in a shallow clone the check says so, and checks the commits that it has', (t) => {
  const place = createRepository(t)
  place.write(first, 'changed\n')
  place.commit(AFTER)
  place.write('README.md', 'later\n')
  place.commit(AFTER)
  const clone = (depth: number): string => {
    const folder = path.join(place.folder, `clone-${depth}`)
    place.git(['clone', '--quiet', `--depth=${depth}`, `file://${place.folder}`, folder])
    return folder
  }
  const short = findThawed(clone(1), FREEZE, new Date(AFTER))
  assert.match(short.leftOut ?? '', /This clone is shallow: .* git fetch --unshallow/)
  assert.deepEqual(short.findings, [])
  writeFileSync(path.join(place.folder, 'clone-1', first), 'changed again\n')
  assert.equal(findThawed(path.join(place.folder, 'clone-1'), FREEZE, new Date(AFTER)).findings.length, 1)
  assert.equal(findThawed(clone(2), FREEZE, new Date(AFTER)).findings.length, 0)
})
