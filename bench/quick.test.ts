// Tests that every benchmark runs: small and once, it gives its figures, and all its checks hold. It tests no times.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { sized } from '../server/src/testing/size.ts'
import { febrlExists } from './matching/febrl.ts'
import type { Report } from './report.ts'

const MAIN = path.join(import.meta.dirname, 'main.ts')
/** Exit code: the benchmark ran, but missed a goal. In a quick run this means nothing. */
const GOAL_MISSED = 2

/** What a run of small size leaves out: these parts make a database and servers of their own, as others do. */
const ONLY_FULL: Readonly<Record<string, readonly RegExp[]>> = {
  appointments: [/^spread$/, /^cache lock$/, /^away$/, /^growth$/],
}
/** The parts of such a benchmark that a run of small size has, as its flag names them. */
const SMALL: Readonly<Record<string, string>> = { appointments: 'hot,search,calling,board' }

/** The parts of each benchmark, as the figures name them. */
const PARTS: Readonly<Record<string, readonly RegExp[]>> = {
  booking: [/^hot$/, /^spread$/, /^rush$/, /^growth$/],
  availability: [/^pin$/, /^memory$/],
  appointments: [
    /^hot$/,
    /^spread$/,
    /^pull$/,
    /^memory$/,
    /^doctor, 7 days$/,
    /^speciality/,
    /^board$/,
    /^place$/,
    /^calling$/,
    /^cache lock$/,
    /^away$/,
    /^growth$/,
  ],
  ledger: [/^spread$/, /^one lot$/, /^sum of all$/],
  dispensing: [/^paced$/, /^spread$/],
  billing: [/^one series$/, /^spread$/],
  documents: [/^rights$/, /^revoked$/, /^file$/],
  notifications: [/^events$/, /^reminders$/],
  matching: [
    ...(febrlExists() ? [/^febrl 1, number stated$/, /^febrl 1, number unused$/] : []),
    /^wrong links: twins with near names$/,
    /^[\d,]+ people$/,
  ],
  'sign-in': [/^flood$/],
  linkage: [/^steady$/, /^burst$/],
}

async function bench(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: code as number | null, out, said }
}

test('the command lists exactly the benchmarks that this file runs', async () => {
  const { code, out } = await bench()
  assert.equal(code, 0)
  const names = [...out.matchAll(/^ {2}([a-z][\w-]*) {2,}\w/gm)].map(([, name]) => name)
  assert.deepEqual(names, Object.keys(PARTS))
})

for (const [name, parts] of Object.entries(PARTS)) {
  test(`${name} runs, and all of its checks hold`, async () => {
    const isFull = sized(0, 1) === 1
    const only = SMALL[name]
    const { code, out, said } = await bench(name, '--quick', '--json', ...(only && !isFull ? ['--only', only] : []))
    // A check that fails (a seat given twice, a request without its end) throws, and the exit code is 1.
    assert.ok(code === 0 || code === GOAL_MISSED, said)
    const { figures, goals, notes } = JSON.parse(out) as Report
    const left = isFull ? [] : (ONLY_FULL[name] ?? [])
    for (const part of parts.filter((each) => !left.some(({ source }) => source === each.source)))
      assert.ok(
        figures.some((figure) => part.test(figure.part)),
        `${part} has no figure`,
      )
    for (const { part, name: what, rounds } of figures) {
      // Memory a session is the difference of two processes. The noise is larger than a quick run's few sessions.
      const least = /^(heap|resident memory) a session$/.test(what) ? -Infinity : 0
      const isMeasured = rounds.length > 0 && rounds.every((value) => Number.isFinite(value) && value >= least)
      assert.ok(isMeasured, `${part}: ${what}: ${rounds}`)
    }
    // These goals are about right and wrong, not about speed. So a quick run must reach them too.
    const wrong = goals.filter((goal) => /false links|wrong links/.test(goal.name) && goal.value > goal.target)
    assert.deepEqual(wrong, [])
    assert.ok(notes.length > 0, 'it says how it measured')
  })
}
