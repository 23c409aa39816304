// Reports an adverse event after the dose of a booking: who it is, the form, and the reports that are there already.
import '../centre.css'
import './aftercare.css'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { type AdverseEvent, ReportInputs, useReportCheck, useReportFields } from './report-fields.tsx'
import { SeverityTag } from './SeverityTag.tsx'

type Readiness = Answer<'GET /v1/vaccination/bookings/{bookingId}/readiness'>

const TODAY_PAGE = '/staff/today'

export default function ReportPage() {
  const { t } = useText()
  const { bookingId } = useParams<{ bookingId: string }>()
  const request = { path: { bookingId } }
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/bookings/{bookingId}/readiness', request)
  const reports = useAnswer('GET /v1/vaccination/bookings/{bookingId}/adverse-events', request)
  const [saved, setSaved] = useState<AdverseEvent>()
  return (
    <StaffPage key={bookingId} title={t('staff.aftercare.report')} back={TODAY_PAGE}>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Who readiness={data} />}
      {data && !saved && data.booking.givenAt !== undefined && (
        <ReportForm booking={data.booking} givenAt={data.booking.givenAt} onSaved={setSaved} />
      )}
      {data && !saved && data.booking.givenAt === undefined && (
        <Notice kind="warning" title={t('staff.aftercare.noDose')} />
      )}
      {saved && <Saved event={saved} />}
      <Reports items={reports.data?.items ?? []} />
    </StaffPage>
  )
}

function Who({ readiness: { booking, patient } }: { readiness: Readiness }) {
  const { t, format } = useText()
  const years = t('staff.centre.booking.years', { count: patient.age })
  const gender = t(`staff.centre.gender.${patient.gender}`)
  return (
    <SummaryList
      rows={[
        {
          label: t('staff.aftercare.person'),
          value: (
            <>
              <strong>{patient.name}</strong> · {years} · {gender} · {booking.reference}
            </>
          ),
        },
        { label: t('staff.aftercare.dose'), value: t('staff.centre.vaccineAndDose', booking) },
        ...(booking.givenAt === undefined
          ? []
          : [{ label: t('staff.aftercare.givenAt'), value: format.instant(booking.givenAt) }]),
      ]}
    />
  )
}

interface ReportFormProps {
  readonly booking: Readiness['booking']
  readonly givenAt: string
  readonly onSaved: (event: AdverseEvent) => void
}

function ReportForm({ booking: { bookingId, observedUntil }, givenAt, onSaved }: ReportFormProps) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/bookings/{bookingId}/adverse-events')
  // During the observation it has just begun. Later only the person can say when.
  const [onsetAt] = useState(() => {
    const now = new Date().toISOString()
    return observedUntil !== undefined && now < observedUntil ? now : undefined
  })
  const fields = useReportFields({ givenAt, onsetAt })
  return (
    <Form
      fields={fields}
      check={useReportCheck()}
      onSubmit={async (body) => onSaved(await send.mutateAsync({ path: { bookingId }, body }))}
    >
      <ReportInputs fields={fields} />
      <Button>{t('staff.aftercare.send')}</Button>
    </Form>
  )
}

/** What was reported, and the next steps. */
function Saved({ event }: { event: AdverseEvent }) {
  const { t } = useText()
  return (
    <>
      <Notice kind="good" title={t('staff.aftercare.saved')} takesFocus>
        <p>{t('staff.aftercare.savedText')}</p>
      </Notice>
      <p className="event-actions">
        <Link href={`/staff/adverse-events/${event.adverseEventId}`}>{t('staff.aftercare.open')}</Link>
        <Link href={TODAY_PAGE}>{t('staff.aftercare.back')}</Link>
      </p>
    </>
  )
}

function Reports({ items }: { items: readonly AdverseEvent[] }) {
  const { t, format } = useText()
  if (items.length === 0) return null
  return (
    <section>
      <h2>{t('staff.aftercare.earlierReports')}</h2>
      <ul>
        {items.map((event) => (
          <li key={event.adverseEventId}>
            <Link href={`/staff/adverse-events/${event.adverseEventId}`}>{format.instant(event.onsetAt)}</Link>{' '}
            <SeverityTag event={event} />{' '}
            {event.reactions.map((reaction) => t(`aftercare.reactions.${reaction}`)).join(', ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
