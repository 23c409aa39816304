// Decides until when a person is observed, and whether the report of an adverse event can be true. Pure.
import type { FieldError } from '../../../platform/problem.ts'
import { OBSERVATION_MINUTES, type Reported } from './contract.ts'

const MINUTE_MS = 60_000

/** The end of the observation after a dose. */
export const observedUntil = (givenAt: Date): Date => new Date(givenAt.getTime() + OBSERVATION_MINUTES * MINUTE_MS)

/** Doses given after this instant are still observed. */
export const observedSince = (now: Date): Date => new Date(now.getTime() - OBSERVATION_MINUTES * MINUTE_MS)

/** The first field of a report that cannot be true, or that contradicts another one; undefined when there is none. */
export function findReportFault(reported: Reported, givenAt: Date, now: Date): FieldError | undefined {
  const { onsetAt, reactions, description, severity, seriousBecause = [], outcome } = reported
  const onset = new Date(onsetAt)
  // People know the onset to the minute.
  if (onset.getTime() <= givenAt.getTime() - MINUTE_MS) {
    return { pointer: '/onsetAt', detail: `is before the dose, which was given at ${givenAt.toISOString()}` }
  }
  if (onset > now) return { pointer: '/onsetAt', detail: 'lies in the future' }
  if (reactions.includes('other') && description === undefined) {
    return { pointer: '/description', detail: 'is needed for the reaction `other`: say what happened' }
  }
  const because = (detail: string): FieldError => ({ pointer: '/seriousBecause', detail })
  if (severity !== 'serious') {
    if (outcome === 'died') return { pointer: '/severity', detail: 'must be `serious` when the person died' }
    return seriousBecause.length > 0 ? because('is only for the severity `serious`') : undefined
  }
  if (seriousBecause.length === 0) return because('is needed for the severity `serious`: say why')
  const isDeath = seriousBecause.includes('death')
  if (outcome === 'died' && !isDeath) return because('must name `death` when the person died')
  return isDeath && outcome !== 'died'
    ? { pointer: '/outcome', detail: 'must be `died` when `death` is a reason' }
    : undefined
}
