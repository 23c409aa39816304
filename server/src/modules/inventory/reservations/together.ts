// Reserves and commits for many callers together: those who come while one transaction runs share the next one.
import { dayInIndia } from '../../../platform/clock.ts'
import type { Static } from '../../../platform/contract.ts'
import type { Pool } from '../../../platform/postgres/db.ts'
import { Problem, unavailable } from '../../../platform/problem.ts'
import { again } from '../../../platform/work/again.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import type { InventoryContext } from '../tables.ts'
import type { reserve } from './contract.ts'
import { commit, type Held, type Moment, type Reserving, reserveStock, type State, type Taking } from './store.ts'

const SIZE_MAX = 64
const WAITING_MAX = 20_000
const LANES = 2

export interface Together {
  reserve(asked: Reserving): Promise<Static<typeof reserve.output>>
  commit(taking: Taking): Promise<State>
}

type Run<One, Answer> = (pool: Pool, cell: number, asked: readonly One[], now: Moment) => Promise<Answer[]>

export function createTogether(context: Pick<InventoryContext, 'pool' | 'clock'>): Together {
  const reserving = batchOf<Reserving, Static<typeof reserve.output>>(context, reserveStock)
  const committing = batchOf<Taking, State>(context, commit)
  return { reserve: (asked) => reserving.submit(asked), commit: (taking) => committing.submit(taking) }
}

function batchOf<One extends Held, Answer>(
  { pool, clock }: Pick<InventoryContext, 'pool' | 'clock'>,
  run: Run<One, Answer>,
) {
  const answer = (cell: number, asked: readonly One[]): Promise<Answer[]> => {
    const at = clock.now()
    return again(() => run(pool, cell, asked, { at, day: dayInIndia(at) }))
  }
  /** An error undoes the whole transaction. So then each caller gets a transaction of its own, and its own error. */
  const answerAll = async (cell: number, asked: readonly One[]): Promise<(Answer | Error)[]> => {
    try {
      return await answer(cell, asked)
    } catch (error) {
      if (asked.length === 1) return [error as Error]
      return (await Promise.all(asked.map((one) => answerAll(cell, [one])))).flat()
    }
  }
  return createBatch<One, Answer>({
    async run(asked) {
      const answers = new Map<string, Answer | Error>()
      // The same id twice is a repeat: both get the answer of the first.
      const once = [...new Map(asked.toReversed().map((one) => [one.reservationId as string, one])).values()]
      await Promise.all(
        [...Map.groupBy(once, ({ cell }) => cell)].map(async ([cell, ofCell]) => {
          const found = await answerAll(cell, ofCell)
          for (const [nth, one] of ofCell.entries()) answers.set(one.reservationId, found[nth] as Answer | Error)
        }),
      )
      return asked.map(({ reservationId }) => answers.get(reservationId) as Answer | Error)
    },
    sizeMax: SIZE_MAX,
    waitingMax: WAITING_MAX,
    lanes: LANES,
    overloaded: () => new Problem(unavailable, { retryAfterSeconds: 1 }),
  })
}
