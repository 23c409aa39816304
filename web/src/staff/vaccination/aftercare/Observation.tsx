// Who is under observation after the dose, with the minutes left. Updates itself.
import '../centre.css'
import './aftercare.css'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { listStaying, type Observed } from './observed.ts'

const EVERY_MS = 5_000

interface ObservationProps {
  readonly facilityId: string
  readonly onOpen: (booking: Observed) => void
}

export function Observation({ facilityId, onOpen }: ObservationProps) {
  const { t } = useText()
  const request = { query: { facility: facilityId } }
  const { data, error, refetch, dataUpdatedAt } = useAnswer('GET /v1/vaccination/observations', request, {
    everyMs: EVERY_MS,
  })
  const nowMs = useNow()
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return null
  const staying = listStaying(data, nowMs - dataUpdatedAt)
  if (staying.length === 0) return null
  return (
    <details className="observed no-print" open>
      <summary>{t('staff.aftercare.observed', { count: staying.length })}</summary>
      <ul className="plain">
        {staying.map(({ booking, minutesLeft }) => (
          <Row key={booking.bookingId} booking={booking} minutesLeft={minutesLeft} onOpen={onOpen} />
        ))}
      </ul>
    </details>
  )
}

function Row({
  booking,
  minutesLeft,
  onOpen,
}: {
  booking: Observed
  minutesLeft: number
  onOpen: ObservationProps['onOpen']
}) {
  const { t, format } = useText()
  const { bookingId, token, patient, reference, observedUntil, course, vaccine, dose } = booking
  const name = patient?.name ?? reference
  return (
    <li className="observed-row">
      <span className="day-token">
        <span className="visually-hidden">{t('staff.centre.token')} </span>
        {token}
      </span>
      <span className="day-who">
        <button type="button" className="day-undo" onClick={() => onOpen(booking)}>
          {name}
        </button>
        <span className="soft">{t('staff.centre.vaccineAndDose', { course, vaccine, dose })}</span>
      </span>
      <span>
        <strong>{t('staff.aftercare.left', { count: minutesLeft })}</strong>{' '}
        <span className="soft">
          {observedUntil !== undefined && t('staff.aftercare.until', { time: format.time(observedUntil) })}
        </span>
      </span>
      <Link className="observed-report" href={`/staff/bookings/${bookingId}/adverse-event`}>
        {t('staff.aftercare.report')} <span className="visually-hidden">{name}</span>
      </Link>
    </li>
  )
}

/** The time of this device, often enough for minutes. It also goes on while the server gives no answer. */
function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
