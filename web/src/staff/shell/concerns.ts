// What waits for this person: things to decide or to put right, counted by routes that this person may ask.
import { useAnswer } from '../../api/queries.ts'
import { addDays, today } from '../../i18n/format.ts'
import { useAccount, useMay, useWorkplace } from '../../session/session.ts'
import type { IconName } from '../../ui/icon-names.ts'

/** The page asks again only while somebody sees it: the client of the API takes care of that. */
const EVERY = { everyMs: 120_000, freshMs: 60_000 }
/** The routes count no further. */
export const COUNT_MAX = 100
const SOON_DAYS = 30

export interface Concern {
  /** Its words are in `staff.concerns.<key>`. */
  readonly key: string
  readonly icon: IconName
  readonly count: number
  /** The list that shows it. */
  readonly href: string
  /** Harm may follow if nobody looks. */
  readonly isUrgent?: boolean
}

/** What waits, and whether all answers are there. Things of which there are none are left out. */
export function useConcerns(): { readonly concerns: readonly Concern[]; readonly isKnown: boolean } {
  const parts = [
    ...[useStock(), useLinking(), useDuplicates(), useDoctors(), useTrail(), useOffers(), useDisplaced()],
    ...[useFees(), useTransfers(), useMoney()],
  ]
  return {
    concerns: parts.flatMap(({ concerns }) => concerns).filter(({ count }) => count > 0),
    isKnown: parts.every(({ isKnown }) => isKnown),
  }
}

/** One part of what waits. It is known at once for people whom it does not concern. */
interface Part {
  readonly concerns: readonly Concern[]
  readonly isKnown: boolean
}

const toPart = (isAsked: boolean, answer: { isPending: boolean }, concerns: readonly Concern[]): Part => ({
  concerns,
  isKnown: !isAsked || !answer.isPending,
})

function useStock(): Part {
  const { facilityId = '' } = useAccount()
  const isAtFacility = useWorkplace()?.kind === 'facility'
  const enabled = useMay('stock.read') && isAtFacility
  const answer = useAnswer('GET /v1/vaccination/stock', { query: { facility: facilityId } }, { ...EVERY, enabled })
  const { levels = [], lots = [] } = answer.data ?? {}
  const held = lots.filter(({ onHand }) => onHand > 0)
  const count = (isMeant: (lot: (typeof lots)[number]) => boolean): number => held.filter(isMeant).length
  return toPart(enabled, answer, [
    {
      ...{ key: 'short', icon: 'package', href: '/staff/stock', isUrgent: true },
      count: levels.filter(({ short }) => short > 0).length,
    },
    {
      ...{ key: 'expired', icon: 'package', href: '/staff/stock?show=expired', isUrgent: true },
      count: count(({ expiresOn }) => expiresOn < today()),
    },
    {
      ...{ key: 'expiring', icon: 'package', href: '/staff/stock?show=soon' },
      count: count(({ expiresOn }) => expiresOn >= today() && expiresOn <= addDays(today(), SOON_DAYS)),
    },
  ])
}

function useLinking(): Part {
  const enabled = useMay('linkage.operate')
  const reviews = useAnswer('GET /v1/linkage/reviews', { query: { limit: COUNT_MAX } }, { ...EVERY, enabled })
  const stuck = useAnswer('GET /v1/linkage/stuck', {}, { ...EVERY, enabled })
  const delayed = (stuck.data?.statuses ?? []).filter(({ status }) => status !== 'CHOICE')
  return toPart(enabled, { isPending: reviews.isPending || stuck.isPending }, [
    { key: 'reviews', icon: 'clipboard-list', href: '/staff/reviews', count: reviews.data?.items.length ?? 0 },
    {
      ...{ key: 'delayed', icon: 'hourglass', href: '/staff/stuck', isUrgent: true },
      count: delayed.reduce((sum, { count }) => sum + count, 0),
    },
  ])
}

function useDuplicates(): Part {
  const enabled = useMay('patient.merge')
  const answer = useAnswer('GET /v1/patients/duplicates/count', {}, { ...EVERY, enabled })
  return toPart(enabled, answer, [
    { key: 'duplicates', icon: 'git-merge', href: '/staff/duplicates', count: answer.data?.open ?? 0 },
  ])
}

function useDoctors(): Part {
  const enabled = useMay('doctor.verify')
  const query = { status: 'draft', limit: COUNT_MAX } as const
  const answer = useAnswer('GET /v1/doctors/registrations', { query }, { ...EVERY, enabled })
  const count = answer.data?.items.length ?? 0
  return toPart(enabled, answer, [{ key: 'doctors', icon: 'stethoscope', href: '/staff/doctors/verification', count }])
}

function useTrail(): Part {
  const enabled = useMay('trail.watch')
  const answer = useAnswer('GET /v1/audit/verifications', {}, { ...EVERY, enabled })
  const isBroken = answer.data?.items[0]?.outcome === 'broken'
  return toPart(enabled, answer, [
    { key: 'trail', icon: 'shield-check', href: '/staff/audit/trail', count: isBroken ? 1 : 0, isUrgent: true },
  ])
}

function useOffers(): Part {
  const answer = useAnswer('GET /v1/me/offers', {}, EVERY)
  return toPart(true, answer, [
    { key: 'offers', icon: 'mail', href: '/account/offers', count: answer.data?.items.length ?? 0 },
  ])
}

/** Who was displaced by a change of hours loses the appointment at the deadline. */
function useDisplaced(): Part {
  const { facilityId = '' } = useAccount()
  const isAtFacility = useWorkplace()?.kind === 'facility'
  const mayMove = useMay('appointment.change')
  const enabled = useMay('appointment.oversee') && mayMove && isAtFacility
  const query = { facility: facilityId, limit: COUNT_MAX }
  const answer = useAnswer('GET /v1/appointments/displacements', { query }, { ...EVERY, enabled })
  const count = answer.data?.items.length ?? 0
  return toPart(enabled, answer, [
    { key: 'displaced', icon: 'arrows-exchange', href: '/staff/appointments/displaced', count, isUrgent: true },
  ])
}

function useFees(): Part {
  const { facilityId = '' } = useAccount()
  const isAtFacility = useWorkplace()?.kind === 'facility'
  const enabled = useMay('appointment.oversee') && isAtFacility
  const query = { facility: facilityId, limit: COUNT_MAX }
  const answer = useAnswer('GET /v1/appointments/stuck-fees', { query }, { ...EVERY, enabled })
  const count = answer.data?.items.length ?? 0
  return toPart(enabled, answer, [{ key: 'fees', icon: 'file-text', href: '/staff/appointments/fees', count }])
}

/** Transfers that wait for this person, and those of which nobody says where they are. */
function useTransfers(): Part {
  const { facilityId = '' } = useAccount()
  const isAtFacility = useWorkplace()?.kind === 'facility'
  const enabled = useMay('store.keep') && isAtFacility
  const mayApprove = useMay('transfer.approve')
  const query = { facility: facilityId }
  const answer = useAnswer('GET /v1/inventory/overview', { query }, { ...EVERY, enabled })
  const { toApprove = 0, toReceive = 0, late = 0 } = answer.data?.transfers ?? {}
  const list = { icon: 'arrows-exchange', href: '/staff/transfers' } as const
  return toPart(enabled, answer, [
    { ...list, key: 'lateTransfers', count: late, isUrgent: true },
    { ...list, key: 'transfersToApprove', count: mayApprove ? toApprove : 0 },
    { ...list, key: 'transfersToReceive', count: toReceive },
  ])
}

/** Money that people wait for, and drawers that somebody must accept. */
function useMoney(): Part {
  const { facilityId = '' } = useAccount()
  const isAtFacility = useWorkplace()?.kind === 'facility'
  const enabled = useMay('money.refund') && isAtFacility
  const answer = useAnswer('GET /v1/billing/overview', { query: { facility: facilityId } }, { ...EVERY, enabled })
  const { refunds = 0, drawersToAccept = 0 } = answer.data ?? {}
  return toPart(enabled, answer, [
    { key: 'refunds', icon: 'arrow-back-up', href: '/staff/billing/refunds', count: refunds },
    { key: 'drawers', icon: 'lock', href: '/staff/billing/drawers', count: drawersToAccept },
  ])
}
