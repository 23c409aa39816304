// Follows the visits: reception and laboratory add documents of who is at their facility, or was a short time ago.
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import { visitClosed, visitOpened, visitVoided } from '../../visits/contract.ts'
import type { DocumentsContext } from '../tables.ts'
import { writeStay } from './store.ts'

const DAY_MS = 86_400_000
/** A visit that nobody closes ends by itself. */
const OPEN_DAYS = 2
/** Results and letters come later. */
const CLOSED_DAYS = 14

export function visitSubscriptions({ db }: DocumentsContext): Subscription[] {
  const note = async (
    event: Parameters<Parameters<typeof on<typeof visitOpened>>[1]>[0],
    days: number,
    last: boolean,
  ) => {
    const { patientId, visitId, facilityId } = event.body
    const until = new Date(Date.parse(event.occurredAt) + days * DAY_MS)
    await writeStay(db, { patientId, visitId, facilityId, until }, last)
  }
  return [
    on(visitOpened, (event) => note(event, OPEN_DAYS, false)),
    on(visitClosed, (event) => note(event, CLOSED_DAYS, true)),
    on(visitVoided, (event) => note(event, 0, true)),
  ]
}
