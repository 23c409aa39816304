// The day of officials on the home page: the figures of their district or of the country.
import { href } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Tiles } from './Tiles.tsx'

const FRESH = { everyMs: 120_000, freshMs: 60_000 }

export function OfficialDay() {
  const { t } = useText()
  const day = today()
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/figures', { query: { from: day, to: day } }, FRESH)
  const figures = href('/staff/figures', { from: day, to: day })
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <Tiles
      tiles={[
        { icon: 'clock', label: t('staff.start.sessionsToday'), count: data?.total.sessions, href: figures },
        { icon: 'calendar', label: t('staff.start.bookedToday'), count: data?.total.booked, href: figures },
        { icon: 'vaccine', label: t('staff.start.givenToday'), count: data?.total.given, href: figures },
        { icon: 'ticket', label: t('staff.figures.free'), count: data?.total.free, href: figures },
      ]}
    />
  )
}
