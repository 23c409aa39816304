// Tests that Biome enforces our limits: sizes of files and functions, names, settings, focused tests, complexity.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { WithAfter } from '../testing/database.ts'
import { root } from './source.ts'

const BIOME = path.join(root, 'node_modules/@biomejs/biome/bin/biome')

/** Writes files into a separate folder, checks them with our settings, and gives the rules that each file breaks. */
function rulesBroken(t: WithAfter, files: readonly (readonly [file: string, text: string])[]): Map<string, string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-biome-'))
  t.after(async () => rmSync(folder, { recursive: true, force: true }))
  const settings = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8')) as object
  const here = { ...settings, $schema: undefined, vcs: undefined }
  writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(here))
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  const args = [BIOME, 'lint', '--reporter=json', '--max-diagnostics=500', '.']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] }
  const broken = new Map<string, string[]>()
  for (const { category, location } of diagnostics) {
    const file = typeof location.path === 'string' ? location.path : location.path.file
    broken.set(file, [...(broken.get(file) ?? []), category.slice(category.lastIndexOf('/') + 1)])
  }
  return broken
}

interface Diagnostic {
  readonly category: string
  readonly location: { readonly path: string | { readonly file: string } }
}

const lines = (count: number, line: string): string => `${line}\n`.repeat(count)
const body = (count: number): string => `export function work(): void {\n${lines(count, '  step()')}}\n`
const module = (file: string): string => `server/src/modules/vaccination/${file}`

const BAD: readonly [rule: string, file: string, text: string][] = [
  ['noExcessiveLinesPerFile', 'server/src/platform/long.ts', lines(401, 'step()')],
  ['noExcessiveLinesPerFile', module('slots/routes.ts'), lines(301, 'step()')],
  ['noExcessiveLinesPerFile', module('slots/seat-store.ts'), lines(301, 'step()')],
  ['noExcessiveLinesPerFile', module('slots/rules.ts'), lines(301, 'step()')],
  ['noExcessiveLinesPerFile', module('contract.ts'), lines(301, 'step()')],
  ['noExcessiveLinesPerFile', module('module.ts'), lines(101, 'step()')],
  ['noExcessiveLinesPerFile', module('long.test.ts'), lines(601, 'step()')],
  ['noExcessiveLinesPerFunction', module('slots/steps.ts'), body(71)],
  ['noExcessiveLinesPerFunction', 'web/src/staff/Slip.tsx', body(71)],
  ['useFilenamingConvention', 'server/src/DoseStore.ts', 'export {}'],
  ['useFilenamingConvention', 'e2e/testing/bookingPeople.ts', 'export {}'],
  ['noProcessEnv', module('jobs.ts'), 'export const home = process.env.HOME'],
  ['noFocusedTests', module('rules.test.ts'), `import { test } from 'node:test'\ntest.only('x', () => {})`],
  ['noImportCycles', module('early.ts'), `import { late } from './late.ts'\nexport const early = () => late`],
  ['noImportCycles', module('late.ts'), `import { early } from './early.ts'\nexport const late = () => early`],
  ['noFloatingPromises', module('later.ts'), 'async function work() {}\nwork()'],
]

test('Biome finds the fault in each small bad example', (t) => {
  const broken = rulesBroken(
    t,
    BAD.map(([, file, text]) => [file, text]),
  )
  for (const [rule, file] of BAD) assert.ok(broken.get(file)?.includes(rule), `${rule} in ${file}: ${[...broken]}`)
})

test('Biome accepts files within the limits', (t) => {
  const good: readonly [string, string][] = [
    [module('slots/routes.ts'), lines(300, 'step()')],
    [module('slots/seat-store.ts'), lines(300, 'step()')],
    ['server/src/platform/config.ts', 'export const home = process.env.HOME'],
    [module('slots/steps.ts'), body(68)],
    ['web/src/staff/Slip.tsx', 'export const slip = 1'],
  ]
  assert.deepEqual([...rulesBroken(t, good)], [])
})
