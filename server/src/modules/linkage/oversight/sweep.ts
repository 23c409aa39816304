// The sweep: finds open workflows whose message somebody deleted, a part of all workflows in each round.
import { lowestIdAt } from '../../../platform/id.ts'
import type { CustomerId } from '../contract.ts'
import { listCustomers } from '../customers/store.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'
import { sweepWorkflows } from '../workflows/store.ts'

const READ_AT_ONCE = 2_000
const TURNS_A_ROUND = 50
const DAY_MS = 86_400_000
/** The longest life of a workflow beside the wait for a choice: its searches take a day, its callbacks six more. */
const DAYS_BESIDE_CHOICE = 8

/** Reads on from where it stopped, and gives the forgotten workflows that it found. */
export type Sweep = () => Promise<WorkflowRow[]>

/** Goes through the workflows of all customers, 100,000 in a round at most, and then again from the start. */
export function createSweep({ db, pool, clock, config }: LinkageContext): Sweep {
  const { staleSeconds, choiceDays } = config.linkage
  let customerId: CustomerId | undefined
  let after = ''
  return async () => {
    const oldest = lowestIdAt(clock.now().getTime() - (choiceDays + DAYS_BESIDE_CHOICE) * DAY_MS)
    const found: WorkflowRow[] = []
    let isAtEnd = false
    for (let turn = 0; turn < TURNS_A_ROUND && !isAtEnd; turn++) {
      if (after === '') {
        customerId = (await listCustomers(db, customerId, 1))[0]?.id
        after = oldest
        isAtEnd = customerId === undefined
      }
      if (!customerId) break
      const { forgotten, last } = await sweepWorkflows(pool, { customerId, after, limit: READ_AT_ONCE }, staleSeconds)
      found.push(...forgotten)
      after = last ?? ''
    }
    if (isAtEnd) after = ''
    return found
  }
}
