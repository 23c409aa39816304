// What the searches of the trail share: the days, the page, and the position after which a page begins.
import { addDays, startOfDayInIndia } from '../../platform/clock.ts'
import { Cursor, Day, Limit, Type } from '../../platform/contract.ts'
import { ID_PATTERN, lowestIdAt } from '../../platform/id.ts'
import { cursor } from '../../platform/paging.ts'
import { invalidField } from '../../platform/problem.ts'

export const windowQuery = {
  from: Type.Optional({ ...Day, description: 'The first day, in Asia/Kolkata.' }),
  until: Type.Optional({ ...Day, description: 'The last day, in Asia/Kolkata.' }),
  limit: Limit,
  cursor: Type.Optional(Cursor),
}

/** Newest first: the next page begins below this id. */
export const position = cursor({ id: Type.String({ pattern: ID_PATTERN }) })

interface Window {
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly cursor?: string | undefined
}

const LAST_DAY = '9999-12-30'

/** The ids that a page may hold. The rows of one instant have ids between two bounds, so the index finds them. */
export function toIds({ from = '1970-01-02', until = LAST_DAY, cursor: text }: Window) {
  if (from > until) throw invalidField('query/until', 'is before `from`')
  const after = position.read(text)
  const end = lowestIdAt(startOfDayInIndia(addDays(until, 1)).getTime())
  return {
    fromId: lowestIdAt(Math.max(startOfDayInIndia(from).getTime(), 0)),
    belowId: after && after.id < end ? after.id : end,
  }
}
