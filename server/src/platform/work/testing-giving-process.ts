// A process with its own giving engine, for tests that run several processes or kill one. It gets requests by IPC.
import { Problem } from '../problem.ts'
import { openToy, type ToyRequest } from './testing-giving.ts'

export interface ProcessAnswer {
  readonly nth: number
  readonly placeId?: string
  readonly replayed?: boolean
  readonly slug?: string
}

const [databaseUrl, clockAheadMs] = process.argv.slice(2) as [string, string]
const clock = { now: () => new Date(Date.now() + Number(clockAheadMs)) }
const toy = openToy(databaseUrl, { clock })

process.on('message', ({ nth, request }: { nth: number; request: ToyRequest }) => {
  toy.give(request).then(
    ({ outcome, replayed }) => process.send?.({ nth, placeId: outcome.placeId, replayed } satisfies ProcessAnswer),
    (error: Error) => {
      const slug = error instanceof Problem ? error.type.slug : error.message
      process.send?.({ nth, slug } satisfies ProcessAnswer)
    },
  )
})
process.send?.({ nth: -1 })
