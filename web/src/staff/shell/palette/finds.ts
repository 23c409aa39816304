// What the search at the top finds: pages, acts of this page, and what the routes show that this person may ask.

import { href } from '../../../address.ts'
import { useWhole } from '../../../api/lists.ts'
import { useAnswer } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { mayOpen } from '../../../routes.ts'
import { useAccount, useMay, useWorkplace } from '../../../session/session.ts'
import type { IconName } from '../../../ui/icon-names.ts'
import { staffRoutes } from '../../routes.ts'
import { isMeant } from '../../vaccination/bookings/day.ts'
import { readScan } from '../../vaccination/bookings/scan.ts'
import { useShortcutGroups } from '../shortcuts.ts'
import { useRecentPaths } from './recent.ts'

export const GROUPS = [
  'recent',
  'bookings',
  'lots',
  'doctors',
  'facilities',
  'staff',
  'requests',
  'pages',
  'acts',
] as const

export interface Find {
  readonly id: string
  readonly group: (typeof GROUPS)[number]
  readonly icon: IconName
  readonly name: string
  readonly detail?: string
  /** The keys that do the same, so that people learn them. */
  readonly keys?: string
  /** Where it leads, or what it does. */
  readonly href?: string
  readonly run?: () => void
}

/** Shorter words find too much, and each letter would be a question to the server. */
const LETTERS_MIN = 3
const SHOWN_MAX = 5
const FRESH = { freshMs: 60_000 }
const TOKEN = /^\d{1,4}$/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** `asked` is the text when the person has paused. The pages and acts are found at once. */
export function useFinds(typed: string, asked: string): { finds: readonly Find[]; isAsking: boolean } {
  const pages = usePages(typed)
  const acts = useActs(typed)
  const bookings = useBookings(asked)
  const lots = useLots(asked)
  const doctors = useDoctors(asked)
  const facilities = useFacilities(asked)
  const staff = useStaff(asked)
  const requests = useRequests(asked)
  const remote = [bookings, lots, doctors, facilities, staff]
  return {
    finds: [...remote.flatMap(({ finds }) => finds), ...requests, ...pages, ...acts],
    isAsking: typed.trim() !== asked || remote.some(({ isAsking }) => isAsking),
  }
}

const isIn = (words: string, typed: string): boolean => words.toLowerCase().includes(typed.trim().toLowerCase())

function usePages(typed: string): Find[] {
  const { t } = useText()
  const account = useAccount()
  const recent = useRecentPaths()
  const pages = staffRoutes
    .filter((page) => mayOpen(page, account))
    .flatMap(({ path, menu, keys }): Find[] =>
      menu
        ? [{ id: path, group: 'pages', icon: menu.icon, name: t(menu.label), href: path, ...(keys && { keys }) }]
        : [],
    )
  if (typed.trim() !== '') return pages.filter(({ name }) => isIn(name, typed))
  const lately = recent.flatMap((path) => pages.filter((page) => page.href === path))
  return [
    ...lately.map((page): Find => ({ ...page, id: `recent ${page.id}`, group: 'recent' })),
    ...pages.filter((page) => !lately.includes(page)),
  ]
}

/** What the keys of this page do. The keys that open pages are found as pages. */
function useActs(typed: string): Find[] {
  return useShortcutGroups()
    .flatMap(({ shortcuts }) => shortcuts)
    .filter(({ keys, label, run }) => run && !keys.startsWith('g ') && isIn(label, typed))
    .map(({ keys, label, run }) => ({
      id: `act ${keys}`,
      group: 'acts',
      icon: 'bolt',
      name: label,
      keys,
      ...(run && { run }),
    }))
}

interface Remote {
  readonly finds: readonly Find[]
  readonly isAsking: boolean
}

const isLong = (asked: string): boolean => asked.length >= LETTERS_MIN

/** Bookings of the own centre: by the whole reference, or of today by token or name, as the page Today shows them. */
function useBookings(asked: string): Remote {
  const { t, format } = useText()
  const { facilityId: facility = '' } = useAccount()
  const isHere = useWorkplace()?.kind === 'facility'
  // Only those who work with the list of Today see names here.
  const seesToday = useMay('dose.give')
  const mayRead = useMay('booking.read') && seesToday && isHere
  const reference = readScan(asked)?.reference
  const byReference = mayRead && reference !== undefined
  const ofToday = mayRead && !byReference && (isLong(asked) || TOKEN.test(asked))
  const one = useAnswer(
    'GET /v1/vaccination/bookings',
    { query: { facility, ...(reference !== undefined && { reference }) } },
    { ...FRESH, enabled: byReference },
  )
  const day = useWhole('GET /v1/vaccination/bookings', { facility, day: today() }, { ...FRESH, enabled: ofToday })
  const found = byReference
    ? (one.data?.items ?? [])
    : ofToday
      ? (day.data ?? []).filter((each) => isMeant(each, asked))
      : []
  return {
    isAsking: (byReference && one.isFetching) || (ofToday && day.isFetching),
    finds: found.slice(0, SHOWN_MAX).map(({ bookingId, reference: shown, patient, date, window, token }) => ({
      ...{ id: bookingId, group: 'bookings', icon: 'ticket', name: `${patient?.name ?? ''} ${shown}`.trim() },
      detail: t('staff.palette.booking', { token, day: format.shortDay(date), window: format.window(window) }),
      href: href('/staff/today', { day: date === today() ? undefined : date }),
    })),
  }
}

function useLots(asked: string): Remote {
  const { t, format } = useText()
  const { facilityId: facility = '' } = useAccount()
  const isHere = useWorkplace()?.kind === 'facility'
  const enabled = useMay('stock.read') && isHere && isLong(asked)
  const { data, isFetching } = useAnswer('GET /v1/vaccination/stock', { query: { facility } }, { ...FRESH, enabled })
  const found = enabled ? (data?.lots ?? []).filter(({ lot, vaccine }) => isIn(`${vaccine} ${lot}`, asked)) : []
  return {
    isAsking: enabled && isFetching,
    finds: found.slice(0, SHOWN_MAX).map(({ lot, vaccine, onHand, expiresOn }) => ({
      ...{ id: `${vaccine} ${lot}`, group: 'lots', icon: 'package', name: `${vaccine} ${lot}` },
      detail: t('staff.palette.lot', { count: onHand, day: format.day(expiresOn) }),
      href: href('/staff/stock/ledger', { lot }),
    })),
  }
}

function useDoctors(asked: string): Remote {
  const { t } = useText()
  const enabled = useMay('doctor.read') && isLong(asked)
  const query = { q: asked, limit: SHOWN_MAX }
  const { data, isFetching } = useAnswer('GET /v1/doctors/registrations', { query }, { ...FRESH, enabled })
  const found = enabled ? (data?.items ?? []) : []
  return {
    isAsking: enabled && isFetching,
    finds: found.map(({ doctorId, name, specialities }) => ({
      ...{ id: doctorId, group: 'doctors', icon: 'stethoscope', name },
      detail: specialities.map((each) => t(`staff.doctors.speciality.${each}`)).join(', '),
      href: `/staff/doctors/${doctorId}`,
    })),
  }
}

function useFacilities(asked: string): Remote {
  const enabled = useMay('facility.register') && isLong(asked)
  const { data, isFetching } = useAnswer(
    'GET /v1/facilities',
    { query: { q: asked, limit: SHOWN_MAX } },
    { ...FRESH, enabled },
  )
  const found = enabled ? (data?.items ?? []) : []
  return {
    isAsking: enabled && isFetching,
    finds: found.map(({ facilityId, name, district, pin }) => ({
      ...{ id: facilityId, group: 'facilities', icon: 'building-hospital', name, detail: `${district}, ${pin}` },
      href: `/staff/facilities/${facilityId}`,
    })),
  }
}

function useStaff(asked: string): Remote {
  const { t } = useText()
  const enabled = useMay('staff.appoint') && isLong(asked)
  const { data, isFetching } = useAnswer(
    'GET /v1/staff',
    { query: { q: asked, limit: SHOWN_MAX } },
    { ...FRESH, enabled },
  )
  const found = enabled ? (data?.items ?? []) : []
  return {
    isAsking: enabled && isFetching,
    finds: found.map(({ workplaceId, name, roles, facilityId }) => ({
      ...{ id: workplaceId, group: 'staff', icon: 'users', name },
      detail: roles.map((role) => t(`roles.${role}`)).join(', '),
      href: href('/staff/people', { facility: facilityId }),
    })),
  }
}

/** The whole number of a link request leads to it. The page says if there is none. */
function useRequests(asked: string): Find[] {
  const { t } = useText()
  const isRequest = useMay('linkage.operate') && ID.test(asked.toLowerCase())
  if (!isRequest) return []
  const id = asked.toLowerCase()
  return [
    {
      id,
      group: 'requests',
      icon: 'route',
      name: t('staff.workflows.one'),
      detail: id,
      href: `/staff/workflows/${id}`,
    },
  ]
}
