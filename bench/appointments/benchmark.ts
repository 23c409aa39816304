// The benchmark `appointments`: bookings of doctors' slots, the search for them, their memory, and the daily pull.
import { wants } from '../options.ts'
import type { Findings } from '../report.ts'
import type { Stage } from '../stage.ts'
import { measureAway } from './away.ts'
import { measureBooking } from './booking.ts'
import { measureCacheLock } from './cache-lock.ts'
import { measureGrowth } from './growth.ts'
import { measureQueues } from './queues.ts'
import { measureSearch } from './search.ts'

export async function runAppointments(stage: Stage): Promise<Findings> {
  const findings: Findings[] = []
  if (['hot', 'spread'].some((part) => wants(stage.options, part))) findings.push(await measureBooking(stage))
  if (wants(stage.options, 'search')) findings.push(await measureSearch(stage))
  if (['calling', 'board'].some((part) => wants(stage.options, part))) findings.push(...(await measureQueues(stage)))
  if (wants(stage.options, 'cache-lock')) findings.push(await measureCacheLock(stage))
  if (wants(stage.options, 'away')) findings.push(await measureAway(stage))
  if (wants(stage.options, 'growth')) findings.push(await measureGrowth(stage))
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: findings.flatMap(({ notes }) => notes),
  }
}
