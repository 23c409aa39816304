// The benchmark `sign-in`: measures whether a flood of sign-ins slows other requests (case A6).
import { getText, type LoadOutcome, packRequests, postText } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import type { Figure, Findings } from '../report.ts'
import { type Person, type Sehat, signIn, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { median, percentile } from '../statistics.ts'

const PART = 'flood'
const SIGN_INS_AT_ONCE = 100
const READERS = 4
const READS = 4_000
const QUICK_READS = 100
const P99_RATIO_MAX = 3

export async function runSignIn(stage: Stage): Promise<Findings> {
  const database = await stage.createDatabase('sign_in')
  const sehat = await startSehat(stage, database, 'sehat')
  const rounds = stage.options.quick ? 1 : Math.max(1, stage.options.rounds)
  const quiet: LoadOutcome[] = []
  const busy: LoadOutcome[] = []
  const floods: LoadOutcome[] = []
  for (let round = 0; round < rounds; round++) {
    stage.say(`round ${round + 1}: without sign-ins, then with ${SIGN_INS_AT_ONCE} at once`)
    quiet.push(await readAccounts(stage, sehat, await openAccounts(stage, database)))
    const people = await openAccounts(stage, database)
    const flood = startFlood(stage, sehat)
    busy.push(await readAccounts(stage, sehat, people))
    floods.push(await flood)
  }
  const p99 = (runs: readonly LoadOutcome[]): number =>
    median(runs.map(({ latenciesMs }) => percentile(latenciesMs, 0.99)))
  return {
    figures: [
      toFigure('GET /v1/me, tokens new to the process', quiet),
      toFigure(`the same, ${SIGN_INS_AT_ONCE} sign-ins at once`, busy),
      ...['401', '503'].map((status) => ({
        ...{ part: PART, name: `sign-ins answered ${status}`, unit: 'sign-ins/s' },
        rounds: floods.map(({ statuses, seconds }) => (statuses[status] ?? 0) / seconds),
      })),
    ],
    goals: [
      {
        ...{ part: PART, name: 'p99 of /v1/me with sign-ins, to p99 without', unit: '' },
        ...{ value: p99(busy) / p99(quiet), target: P99_RATIO_MAX, atMost: true },
      },
    ],
    notes: [
      `${READERS} connections read; each token is used once, so that Sehat checks its signature.`,
      'The phones of the sign-ins have no account. A wrong password costs the same work there.',
      'The load generator and PostgreSQL are on the same machine as Sehat.',
      stage.quiet.note(),
    ],
  }
}

/** People with an account and a token that no process has seen. */
async function openAccounts({ options }: Stage, { pool }: Database): Promise<Person[]> {
  const people = await signIn(Array.from({ length: options.quick ? QUICK_READS : READS }, () => 1))
  await pool.query(
    `insert into identity.accounts (cell, id, phone, name, created_at)
     select 1, id, '+919000000000', 'Asha Nair', now() from unnest($1::uuid[]) as id`,
    [people.map(({ accountId }) => accountId)],
  )
  return people
}

function readAccounts(stage: Stage, sehat: Sehat, people: readonly Person[]): Promise<LoadOutcome> {
  const texts = people.map(({ token }) => getText('/v1/me', { authorization: `Bearer ${token}` }))
  return runLoad(stage, sehat, {
    ...{ connections: READERS, warmUpMs: 0, measureMs: 0, order: 'once' },
    requests: packRequests(texts, texts.length),
    expected: [{ status: 200 }],
  })
}

function startFlood(stage: Stage, sehat: Sehat): Promise<LoadOutcome> {
  const texts = Array.from({ length: 1_000 }, (_, nth) => {
    const phone = `+9198${String(nth).padStart(8, '0')}`
    return postText('/v1/auth/login', {}, JSON.stringify({ phone, password: 'a guess of somebody' }))
  })
  return runLoad(stage, sehat, {
    ...{ connections: SIGN_INS_AT_ONCE, warmUpMs: 0, measureMs: stage.options.measureMs, order: 'random' },
    requests: packRequests(texts, texts.length),
    expected: [{ status: 401 }, { status: 503 }],
  })
}

function toFigure(name: string, runs: readonly LoadOutcome[]): Figure {
  const at = (share: number): number => median(runs.map(({ latenciesMs }) => percentile(latenciesMs, share)))
  const rounds = runs.map(({ count, seconds }) => count / seconds)
  return { part: PART, name, unit: 'answers/s', rounds, p50Ms: at(0.5), p99Ms: at(0.99) }
}
