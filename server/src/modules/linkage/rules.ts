// Decisions of linking: what an answer of the index means, who offers a choice, how long to wait before another try.
import type { LinkPatient, OfferedCandidate } from './contract.ts'
import type { Candidate } from './workflows/patient-index.ts'

/** Nobody is older; a birth further back is a slip. */
const AGE_YEARS_MAX = 130

export type Decision =
  /** With a reason where somebody was found. */
  | { readonly status: 'NO_RESULTS'; readonly reason?: string }
  | { readonly status: 'LINKED'; readonly patientId: string }
  | { readonly status: 'CHOICE'; readonly candidates: readonly Candidate[] }

/** Fields that no certain match may contradict, whatever the index says. */
const VETOES: readonly string[] = ['birth', 'dob', 'gender', 'identifier']

/** A name alone is shared by thousands: it may be offered, and never links by itself. */
export function isEnoughToLink(patient: LinkPatient): boolean {
  const { dob, contact = {}, identifiers = [], insurance = {} } = patient
  const isReachable = [contact.phone, contact.email, contact.address].some((value) => value !== undefined)
  const isInsured = Object.values(insurance).some((value) => typeof value === 'string')
  return identifiers.length > 0 || (dob !== undefined && (isReachable || isInsured || contact.pin !== undefined))
}

/** Staff compare whoever was found; a customer is offered those alone of whom two independent facts agree. */
export function decide(
  patient: LinkPatient,
  candidates: readonly Candidate[],
  choiceBy: 'customer' | 'staff',
): Decision {
  const [first] = candidates
  if (!first) return { status: 'NO_RESULTS' }
  const certain = candidates.filter(({ grade }) => grade === 'certain')
  const isCertain = certain.length === 1 && certain[0] === first && isEnoughToLink(patient)
  if (isCertain && !first.disagreed.some((field) => VETOES.includes(field))) {
    return { status: 'LINKED', patientId: first.patientId }
  }
  const offered = choiceBy === 'staff' ? candidates : candidates.filter(({ isGuess }) => !isGuess)
  return offered.length > 0 ? { status: 'CHOICE', candidates: offered } : { status: 'NO_RESULTS' }
}

/** What a customer is shown of the candidates; their ids stay here. */
export function toOffers(candidates: readonly Candidate[]): OfferedCandidate[] {
  return candidates.map(({ grade, agreed, disagreed }, index) => ({
    candidate: `c${index + 1}`,
    grade: grade === 'certain' ? 'probable' : grade,
    agreed: [...agreed],
    disagreed: [...disagreed],
  }))
}

export function chosenCandidate(candidates: readonly Candidate[], name: string): Candidate | undefined {
  const match = /^c([1-9][0-9]?)$/.exec(name)
  return match ? candidates[Number(match[1]) - 1] : undefined
}

/** Why a stated birth cannot be; `today` is YYYY-MM-DD. */
export function refuseBirth(dob: string | undefined, today: string): string | undefined {
  if (dob === undefined) return undefined
  if (dob > today) return 'lies in the future'
  const oldest = Number(today.slice(0, 4)) - AGE_YEARS_MAX
  return Number(dob.slice(0, 4)) < oldest ? `lies more than ${AGE_YEARS_MAX} years back` : undefined
}

const DAY_MS = 86_400_000
const SEARCH_PAUSE_MAX_MS = 300_000

/** Twice as long after each failed search, five minutes at most. `chance` is 0 to 1. */
export function searchPauseMs(attempts: number, firstMs: number, chance: number): number {
  return spread(Math.min(firstMs * 2 ** (attempts - 1), SEARCH_PAUSE_MAX_MS), chance)
}

/** Four times as long after each failed callback, a day at most; what the receiver asked for is honoured. */
export function callbackPauseMs(
  attempts: number,
  firstMs: number,
  retryAfterMs: number | undefined,
  chance: number,
): number {
  const own = spread(Math.min(firstMs * 4 ** (attempts - 1), DAY_MS), chance)
  return Math.max(own, Math.min(retryAfterMs ?? 0, DAY_MS))
}

// A fifth up or down, so that what failed together does not come back together.
const spread = (ms: number, chance: number): number => Math.round(ms * (0.8 + 0.4 * chance))

/** Seconds or a date, as Retry-After has them. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}
