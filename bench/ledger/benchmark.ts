// The benchmark `ledger`: movements a second, spread over 1,000 lots and on one lot, beside two floors.
import { commitReservation, reserve } from '../../server/src/modules/inventory/contract.ts'
import { assertStock } from '../../server/src/modules/inventory/testing.ts'
import { newId } from '../../server/src/platform/id.ts'
import type { Program } from '../../server/src/platform/program.ts'
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import { costOf } from '../cpu.ts'
import type { Measured } from '../load/job.ts'
import { wants } from '../options.ts'
import type { Findings } from '../report.ts'
import { openInProcess } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { median } from '../statistics.ts'
import { type Ground, STOCK, seedFloors, seedGround } from './ground.ts'

const WORKERS = 32
const [SPREAD_GOAL, HOT_GOAL] = [2_000, 500]
const ORIGIN = { actorId: null, requestId: 'bench' }
/** How many movements the lot has of which a peer sums all at each change. */
const SUM_ROWS = [1_000, 100_000, 1_000_000]
const SUM_ROWS_QUICK = [1_000]

/** Moves one unit of this item; throws when it is refused. */
type Mover = (item: string) => Promise<void>

export async function runLedger(stage: Stage): Promise<Findings> {
  const { options } = stage
  const database = await stage.createDatabase('ledger')
  const ground = await seedGround(database)
  await seedFloors(ground)
  const program = await openInProcess(stage, database)
  const sehat = moveInSehat(program, ground)
  const floor = moveInFloor(ground)
  const findings: Findings[] = []
  try {
    const spread = { part: 'spread', items: ground.items, goal: SPREAD_GOAL }
    const hot = { part: 'one lot', items: ground.items.slice(0, 1), goal: HOT_GOAL }
    for (const one of [spread, hot]) {
      if (wants(options, one.part)) findings.push(await compare(stage, one, { sehat, floor }))
      await assertStock({ program })
      await verifyFloor(ground)
    }
    if (wants(options, 'sum of all')) findings.push(await measureSums(stage, ground))
  } finally {
    await program.stop()
  }
  await stage.dropDatabase(database)
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [...findings.flatMap(({ notes }) => notes), stage.quiet.note()],
  }
}

function moveInSehat(program: Program, { cell, storeId }: Ground): Mover {
  const { call } = program.context('inventory')
  return async (item) => {
    const named = { reservationId: newId<'reservation'>(cell), storeId: storeId as never, origin: ORIGIN }
    const expiresAt = new Date(Date.now() + 600_000).toISOString()
    const lines = [{ line: 0, itemCode: item as never, quantity: 1 }]
    const held = await call(reserve, { ...named, lines, expiresAt })
    const { status } = held.status === 'reserved' ? await call(commitReservation, named) : held
    if (status !== 'committed') throw new Error(`a movement ended as ${status}`)
  }
}

function moveInFloor({ database, cell }: Ground): Mover {
  const text = `with moved as (update bench.stock set on_hand = on_hand - 1 where item = $1 returning item)
    insert into bench.movements select $2, item, -1 from moved`
  return async (item) => {
    await database.pool.query({ name: 'floor-move', text, values: [item, newId(cell)] })
  }
}

interface Part {
  readonly part: string
  readonly items: readonly string[]
  readonly goal: number
}

async function compare(
  stage: Stage,
  { part, items, goal }: Part,
  { sehat, floor }: Readonly<Record<'sehat' | 'floor', Mover>>,
): Promise<Findings> {
  const [own, bare]: [Measured[], Measured[]] = [[], []]
  for (let round = 1; round <= stage.options.rounds; round++) {
    own.push(await stage.quiet.quietest(() => measure(stage, items, sehat)))
    bare.push(await stage.quiet.quietest(() => measure(stage, items, floor)))
    stage.say(`${part} round ${round}: Sehat ${brief(own.at(-1) as Measured)}; floor ${brief(bare.at(-1) as Measured)}`)
  }
  return {
    figures: [
      figureOf(part, 'Sehat: reserve and commit, one unit each', own, 'movements/s'),
      figureOf(part, 'floor: UPDATE and INSERT, no reservation, no key, no event', bare, 'movements/s'),
    ],
    goals: [{ part, name: 'movements', value: median(own.map(rateOf)), unit: 'movements/s', target: goal }],
    notes: [
      `${part}: ${WORKERS} callers in one process, ${items.length} lots. Each movement is two calls in Sehat, each a ` +
        'transaction that is safe on the disk. After each part levels, lots, movements and reservations agree.',
    ],
  }
}

/** Lets the callers move until the time is over. */
async function measure(stage: Stage, items: readonly string[], move: Mover): Promise<Measured> {
  const { warmUpMs, measureMs } = stage.options
  await stage.settle()
  const pids = { servers: [process.pid], database: stage.postgresPid }
  const started = performance.now()
  const latencies: number[] = []
  let total = 0
  const work = async (nth: number): Promise<void> => {
    for (let at = nth; performance.now() - started < warmUpMs + measureMs; at += WORKERS) {
      const begin = performance.now()
      await move(items[at % items.length] as string)
      total++
      if (begin - started >= warmUpMs) latencies.push(performance.now() - begin)
    }
  }
  return costOf(pids, async () => {
    await Promise.all(Array.from({ length: WORKERS }, (_, nth) => work(nth)))
    const latenciesMs = Float64Array.from(latencies).sort()
    return { count: latencies.length, seconds: measureMs / 1_000, latenciesMs, total, cpuSeconds: 0 }
  })
}

async function verifyFloor({ database }: Ground): Promise<void> {
  const text = `select count(*)::int as wrong from bench.stock s
    where s.on_hand <> $1 + coalesce((select sum(quantity) from bench.movements m where m.item = s.item), 0)`
  const { rows } = await database.pool.query<{ wrong: number }>(text, [STOCK])
  if (rows[0]?.wrong !== 0) throw new Error(`${rows[0]?.wrong} balances of the floor are wrong`)
}

/** The way of a peer: no balance; each change sums all movements of the lot under a lock. */
async function measureSums(stage: Stage, { database, cell }: Ground): Promise<Findings> {
  const figures = []
  const sizes = stage.options.quick ? SUM_ROWS_QUICK : SUM_ROWS
  for (const size of sizes) {
    const item = `SUM-${size}`
    await database.pool.query(
      `insert into bench.movements select inventory.new_id($1, now()), $2, 10 from generate_series(1, $3::int)`,
      [cell, item, size],
    )
    await database.pool.query('analyze bench.movements')
    const text = `with locked as materialized (select pg_advisory_xact_lock(hashtext($1))),
        held as (select sum(quantity) as on_hand from bench.movements, locked where item = $1)
      insert into bench.movements select $2, $1, -1 from held where on_hand >= 1`
    const move: Mover = async (name) => {
      await database.pool.query({ name: 'sum-move', text, values: [name, newId(cell)] })
    }
    const rounds: Measured[] = []
    for (let round = 1; round <= stage.options.rounds; round++) rounds.push(await measure(stage, [item], move))
    stage.say(`sum of ${size} movements: ${brief(rounds.at(-1) as Measured)}`)
    figures.push(
      figureOf('sum of all', `a peer's way: the sum of ${size} movements at each change`, rounds, 'movements/s'),
    )
  }
  const notes = ['sum of all: no balance is kept, so each change reads all movements of its lot. Written by us.']
  return { figures, goals: [], notes }
}
