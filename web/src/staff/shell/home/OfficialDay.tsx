// The day of officials on the home page: the figures of their district or of the country, and of the next days.
import { href } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useWorkplace } from '../../../session/session.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { type Tile, Tiles } from './Tiles.tsx'
import { WEEK_DAYS, Week } from './Week.tsx'

const FRESH = { everyMs: 120_000, freshMs: 60_000 }
const KIND = 'vaccination-centre'
const CENTRES_MAX = 100
const NONE = { sessions: 0, seats: 0, booked: 0, given: 0, free: 0 }

const useFigures = () => {
  const from = today()
  return useAnswer('GET /v1/vaccination/figures', { query: { from, to: addDays(from, WEEK_DAYS - 1) } }, FRESH)
}

const toFigures = (day: string): string => href('/staff/figures', { from: day, to: day })

/** The centres of an own district that have no session in these days. Officials of the country would count too many. */
function useIdleCentres(figures: Answer<'GET /v1/vaccination/figures'> | undefined): Tile[] {
  const { t } = useText()
  const { districtCell: district } = useAccount()
  const enabled = useWorkplace()?.kind === 'district' && district !== undefined
  const query = { kind: KIND, limit: CENTRES_MAX, ...(district !== undefined && { district }) } as const
  const { data } = useAnswer('GET /v1/facilities', { query }, { ...FRESH, enabled })
  if (!enabled) return []
  const busy = new Set(figures?.places.filter(({ sessions }) => sessions > 0).map(({ facilityId }) => facilityId))
  const idle = figures && data?.items.filter(({ facilityId }) => !busy.has(facilityId)).length
  const list = href('/staff/facilities', { district, kind: KIND })
  return [{ icon: 'building-hospital', label: t('staff.start.idleCentres'), count: idle, href: list }]
}

export function OfficialDay() {
  const { t } = useText()
  const { data, error, refetch } = useFigures()
  const day = today()
  const now = data && (data.days.find(({ date }) => date === day) ?? NONE)
  const idle = useIdleCentres(data)
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <Tiles
      tiles={[
        { icon: 'clock', label: t('staff.start.sessionsToday'), count: now?.sessions, href: toFigures(day) },
        { icon: 'calendar', label: t('staff.start.bookedToday'), count: now?.booked, href: toFigures(day) },
        { icon: 'vaccine', label: t('staff.start.givenToday'), count: now?.given, href: toFigures(day) },
        { icon: 'ticket', label: t('staff.start.leftToday'), count: now?.free, href: toFigures(day) },
        ...idle,
      ]}
    />
  )
}

export function OfficialWeek() {
  const { data } = useFigures()
  const from = today()
  const days = Array.from({ length: WEEK_DAYS }, (_, nth) => {
    const date = addDays(from, nth)
    return { ...NONE, ...data?.days.find((each) => each.date === date), date }
  })
  return <Week days={data && days} toPage={toFigures} />
}
