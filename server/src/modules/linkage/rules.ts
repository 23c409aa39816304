// Decisions of linking: what an answer of the index means, which candidates to offer, how long to wait before a retry.
import { dayInIndia } from '../../platform/clock.ts'
import { isDay, isInstant } from '../../platform/http/formats.ts'
import type { LinkPatient, OfferedCandidate } from './contract.ts'
import type { Candidate } from './workflows/patient-index.ts'

/** Reject birth dates that imply an age over 130. */
const AGE_YEARS_MAX = 130

export type Decision =
  /** `reason` is `no-choice` when the time for a choice is over. */
  | { readonly status: 'NO_RESULTS'; readonly reason?: string }
  | { readonly status: 'LINKED'; readonly patientId: string }
  | { readonly status: 'CHOICE'; readonly candidates: readonly Candidate[] }

/** If the index says that one of these fields disagrees, we do not link without a person. */
const VETOES: readonly string[] = ['name', 'birth', 'dob', 'gender', 'identifier']
/** A verified number outweighs one of these. The index says which, and never both. */
const BESIDE_PROOF: readonly string[] = ['name', 'birth', 'dob']

/** After a link the customer sees who the person is. So two facts must agree, also beside a verified number. */
function mayLink({ disagreed, isGuess = false, isProven = false }: Candidate): boolean {
  const vetoes = disagreed.filter((field) => VETOES.includes(field))
  const isOutweighed = isProven && vetoes.length === 1 && vetoes.every((field) => BESIDE_PROOF.includes(field))
  return !isGuess && (vetoes.length === 0 || isOutweighed)
}

/** Whether a certain match may link without a person. Thousands share a name, so a name alone is not enough. */
export function isEnoughToLink(patient: LinkPatient): boolean {
  const { dob, contact = {}, identifiers = [], insurance = {} } = patient
  const isReachable = [contact.phone, contact.email, contact.address].some((value) => value !== undefined)
  const isDayKnown = dob?.length === DAY_LENGTH
  return (
    identifiers.length > 0 ||
    (dob !== undefined && isReachable) ||
    (isDayKnown && (hasText(insurance) || contact.pin !== undefined))
  )
}

const DAY_LENGTH = 'YYYY-MM-DD'.length

/** Whether a text stands anywhere in this value. */
function hasText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'string'
  return Object.values(value).some(hasText)
}

/** Staff see all candidates. A customer sees only candidates of whom two independent facts agree. */
export function decide(
  patient: LinkPatient,
  candidates: readonly Candidate[],
  choiceBy: 'customer' | 'staff',
): Decision {
  const [first] = candidates
  if (!first) return { status: 'NO_RESULTS' }
  const certain = candidates.filter(({ grade }) => grade === 'certain')
  const isCertain = certain.length === 1 && certain[0] === first && isEnoughToLink(patient)
  if (isCertain && mayLink(first)) {
    return { status: 'LINKED', patientId: first.patientId }
  }
  const offered = choiceBy === 'staff' ? candidates : candidates.filter(({ isGuess }) => !isGuess)
  return offered.length > 0 ? { status: 'CHOICE', candidates: offered } : { status: 'NO_RESULTS' }
}

/** What a customer sees of the candidates: without their ids in the index. */
export function toOffers(candidates: readonly Candidate[]): OfferedCandidate[] {
  return candidates.map(({ grade, agreed, disagreed }, index) => ({
    candidate: `c${index + 1}`,
    grade: grade === 'certain' ? 'probable' : grade,
    agreed: [...agreed],
    disagreed: [...disagreed],
  }))
}

/** The candidate with this name, such as `c1`; undefined when there is none. */
export function chosenCandidate(candidates: readonly Candidate[], name: string): Candidate | undefined {
  const match = /^c([1-9][0-9]?)$/.exec(name)
  return match ? candidates[Number(match[1]) - 1] : undefined
}

const PART_OF_DAY = /^(?!0000)\d{4}(-(0[1-9]|1[0-2]))?$/

/**
 * Gives a stated birth date as YYYY-MM-DD, YYYY-MM or YYYY; undefined when there is no such day. Programs write a day
 * as the instant of its midnight, often in UTC: 1990-05-13T18:30:00Z is midnight of 14 May in India.
 */
export function readBirthDate(stated: string): string | undefined {
  if (PART_OF_DAY.test(stated) || isDay(stated)) return stated
  const [day = '', time = ''] = stated.split('T')
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(time)
  if (!isInstant(hasZone ? stated : `${stated}Z`)) return undefined
  return hasZone && !time.startsWith('00:00:00') ? dayInIndia(new Date(stated)) : day
}

/** Why this birth date cannot be right; undefined when it can. `today` is YYYY-MM-DD; `dob` may lack its end. */
export function refuseBirth(dob: string | undefined, today: string): string | undefined {
  if (dob === undefined) return undefined
  if (dob > today) return 'lies in the future'
  const oldest = Number(today.slice(0, 4)) - AGE_YEARS_MAX
  return Number(dob.slice(0, 4)) < oldest ? `lies more than ${AGE_YEARS_MAX} years back` : undefined
}

const DAY_MS = 86_400_000
const SEARCH_PAUSE_MAX_MS = 300_000

/** Milliseconds to wait after a failed search. It doubles each time, to five minutes at most. `chance` is 0 to 1. */
export function searchPauseMs(attempts: number, firstMs: number, chance: number): number {
  return spread(Math.min(firstMs * 2 ** (attempts - 1), SEARCH_PAUSE_MAX_MS), chance)
}

/**
 * Milliseconds to wait after a failed callback: four times as long each time, a day at most. If the receiver asks for
 * more time, it gets that, but a day at most. `chance` is 0 to 1.
 */
export function callbackPauseMs(
  attempts: number,
  firstMs: number,
  retryAfterMs: number | undefined,
  chance: number,
): number {
  const own = spread(Math.min(firstMs * 4 ** (attempts - 1), DAY_MS), chance)
  return Math.max(own, Math.min(retryAfterMs ?? 0, DAY_MS))
}

// Adds or takes away up to a fifth, so that requests that failed together do not all come back together.
const spread = (ms: number, chance: number): number => Math.round(ms * (0.8 + 0.4 * chance))

/** The milliseconds that a Retry-After header asks for, in seconds or as a date; undefined when it has neither. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}
