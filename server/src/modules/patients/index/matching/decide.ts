// Decides from the weighed candidates: one certain link, some candidates to choose from, or none.
import type { Evidence, FieldEvidence } from './evidence.ts'
import { MODEL, SEARCH_LIMITS } from './model.ts'

export type Grade = 'certain' | 'probable' | 'possible'

export interface Weighed {
  readonly id: string
  readonly evidence: Evidence
  /** The search did not read a key whole, so an equally good candidate may hide in it. */
  isUnproven: boolean
  /** Somebody else of the same home is in the index, so the number may come from a card that was lent in the family. */
  readonly isCardShared?: boolean
}

export interface Decision {
  readonly outcome: 'certain' | 'candidates' | 'none'
  readonly candidates: readonly {
    readonly id: string
    readonly grade: Grade
    readonly bits: number
    readonly explanation: readonly FieldEvidence[]
  }[]
}

/** Whether this person is a certain link if nobody else comes near. */
export function isCertain({ evidence, isUnproven, isCardShared = false }: Weighed): boolean {
  const { bits, personBits, vetoes, isVouched } = evidence
  const isPersonal = isVouched || personBits >= MODEL.personBits
  return bits >= MODEL.certainBits && isPersonal && vetoes.length === 0 && !isUnproven && !isCardShared
}

/** Ranks those who may be offered. A relative of the person of the query is none of them. */
export function rank(weighed: readonly Weighed[]): Weighed[] {
  return weighed
    .filter(({ evidence: { bits, personBits } }) => bits >= MODEL.possibleBits && personBits >= MODEL.relativeBits)
    .sort((left, right) => right.evidence.bits - left.evidence.bits || (left.id < right.id ? -1 : 1))
}

/** Ranks and grades the candidates. `limit`: the largest number to give; it never changes what is certain. */
export function decide(weighed: readonly Weighed[], limit: number = SEARCH_LIMITS.offers): Decision {
  const ranked = rank(weighed)
  const [leader, second] = ranked
  if (!leader) return { outcome: 'none', candidates: [] }
  const lead = leader.evidence.bits - (second?.evidence.bits ?? Number.NEGATIVE_INFINITY)
  const certain = isCertain(leader) && lead >= MODEL.leadBits
  const gradeOf = (one: Weighed): Grade => {
    if (certain && one === leader) return 'certain'
    return one.evidence.bits >= MODEL.probableBits ? 'probable' : 'possible'
  }
  return {
    outcome: certain ? 'certain' : 'candidates',
    candidates: ranked.slice(0, Math.min(limit, SEARCH_LIMITS.offers)).map((one) => ({
      id: one.id,
      grade: gradeOf(one),
      bits: one.evidence.bits,
      explanation: one.evidence.fields,
    })),
  }
}
