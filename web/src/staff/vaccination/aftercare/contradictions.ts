// Finds the answers of a report that contradict each other, in the words of the form.
import type { Request } from '../../../api/client.ts'

type Reported = Request<'POST /v1/vaccination/bookings/{bookingId}/adverse-events'>['body']

export interface Contradiction {
  readonly field: 'description' | 'severity' | 'seriousBecause' | 'outcome'
  /** The key of its words. */
  readonly words: string
}

export function findContradictions(entered: Partial<Reported>): readonly Contradiction[] {
  const { reactions = [], description, severity } = entered
  const isUnexplained = reactions.includes('other') && description === undefined
  return [
    ...(isUnexplained ? [{ field: 'description', words: 'staff.errors.description' } as const] : []),
    ...(severity === 'serious' ? ofSerious(entered) : severity === undefined ? [] : ofOther(entered)),
  ]
}

function ofSerious({ seriousBecause = [], outcome }: Partial<Reported>): readonly Contradiction[] {
  const isDeath = seriousBecause.includes('death')
  if (outcome === 'died' && !isDeath) return [{ field: 'seriousBecause', words: 'staff.aftercare.deathMissing' }]
  if (seriousBecause.length === 0) return [{ field: 'seriousBecause', words: 'staff.aftercare.becauseMissing' }]
  const isAlive = outcome !== undefined && outcome !== 'died'
  return isDeath && isAlive ? [{ field: 'outcome', words: 'staff.aftercare.outcomeDied' }] : []
}

function ofOther({ seriousBecause = [], outcome }: Partial<Reported>): readonly Contradiction[] {
  if (outcome === 'died') return [{ field: 'severity', words: 'staff.aftercare.severityDied' }]
  return seriousBecause.length > 0 ? [{ field: 'seriousBecause', words: 'staff.aftercare.becauseTooMany' }] : []
}
