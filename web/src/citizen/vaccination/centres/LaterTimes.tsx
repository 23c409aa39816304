// After a week without times: says on which later day there are some, and one press leads there.
import { Link } from 'wouter'
import { useFilters } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import type { Place } from './CentresPage.tsx'
import { choose, isBookable, readers, WEEK_DAYS } from './sessions.ts'

/** The most days that one answer covers. */
const DAYS = 31

export function LaterTimes({ place }: { place: Place }) {
  const { t, format } = useText()
  const { filters, changed } = useFilters(readers)
  const { vaccine, dose, age, fee, from = today() } = filters
  const query = { ...place, vaccine, dose, date: addDays(from, WEEK_DAYS), days: DAYS }
  const { data } = useAnswer('GET /v1/vaccination/availability', { query })
  const days = choose(data?.centres ?? [], { vaccine, dose, age, fee })
    .flatMap(({ sessions }) => sessions.filter(isBookable))
    .map(({ date }) => date)
    .toSorted()
  const [next] = days
  if (!data) return null
  if (next === undefined) return <p>{t('centres.laterMore')}</p>
  return (
    <p>
      <Link className="button button-main" href={changed({ from: next, date: next, cursor: undefined })}>
        {t('centres.nextTimes', { day: format.weekdayAndDay(next) })}
      </Link>
    </p>
  )
}
