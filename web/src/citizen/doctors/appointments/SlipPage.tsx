// The slip of an appointment: when, with whom, where, the code, and what one can do. Also what became of it.
import { lazy, Suspense } from 'react'
import { Link, Redirect } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { toSlipCode } from '../../../slip-code.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Emblem } from '../../../ui/Emblem.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { slipHref } from '../addresses.ts'
import { useDoctorWords } from '../words.ts'
import { Displaced } from './Displaced.tsx'
import { type AppointmentFacts, useAppointmentFacts } from './facts.ts'
import { SlipActions } from './SlipActions.tsx'
import '../../vaccination/bookings/slip.css'
import '../doctors.css'

const QrCode = lazy(() => import('../../../ui/QrCode.tsx'))

export default function SlipPage() {
  const { t } = useText()
  const { facts, error, retry, appointmentId } = useAppointmentFacts()
  const status = facts?.appointment.status
  if (status === 'HELD') return <Redirect to={`${slipHref(appointmentId)}/confirm`} replace />
  return (
    <Page title={t('doctors.slip.title')} back="/account" isPersonal>
      {error ? <Failure error={error} onRetry={retry} /> : facts ? <Content facts={facts} /> : <Loading />}
    </Page>
  )
}

function Content({ facts }: { facts: AppointmentFacts }) {
  const { status } = facts.appointment
  if (status === 'DISPLACED') return <Displaced facts={facts} />
  if (status === 'BOOKED' || status === 'ARRIVED' || status === 'IN_CONSULTATION') {
    return (
      <>
        <Slip facts={facts} />
        <SlipActions facts={facts} />
        {status === 'BOOKED' && <Changes facts={facts} />}
      </>
    )
  }
  return <Ended facts={facts} />
}

function Slip({ facts: { appointment, member } }: { facts: AppointmentFacts }) {
  const { t, format } = useText()
  const { nameOf, specialitiesOf, feeOf, timeOf } = useDoctorWords()
  const { reference, appointmentId, facilityName, address, pin, room, doctorName, specialities } = appointment
  const about = member && [
    t(`bookings.slip.gender.${member.gender}`),
    t('bookings.slip.born', { year: String(member.birthYear) }),
  ]
  return (
    <article className="slip" aria-label={t('doctors.slip.title')}>
      <header className="slip-head">
        <Emblem sizePx={32} />
        <p>
          <strong>{t('ui.name')}</strong>
          <span>{t('doctors.slip.service')}</span>
        </p>
      </header>
      <div className="slip-place">
        <h2>{facilityName}</h2>
        <p>{[address, pin].filter(Boolean).join(', ')}</p>
        {room !== undefined && <p>{t('doctors.slip.room', { room })}</p>}
        {appointment.mode === 'tele' && <p>{t('doctors.tele')}</p>}
      </div>
      <div className="slip-top">
        <div>
          <p className="slip-day">{format.fullDay(appointment.date)}</p>
          <p className="slip-token slip-time">{timeOf(appointment)}</p>
          <p className="slip-word">{t('booking.booked.reference')}</p>
          <p className="slip-reference">{reference}</p>
        </div>
        <div className="slip-code">
          <Suspense>
            <QrCode text={toSlipCode({ reference, bookingId: appointmentId })} label={t('bookings.slip.code')} />
          </Suspense>
        </div>
      </div>
      <p className="slip-who">
        <strong>{member?.name}</strong>
        <span>{about?.join(', ')}</span>
        <span>{`${nameOf(doctorName)}, ${specialitiesOf(specialities)}`}</span>
        <span>{t('doctors.fee', { price: feeOf(appointment.feePaise) })}</span>
      </p>
      <section>
        <h2>{t('bookings.bring.title')}</h2>
        <ul>
          {(['id', 'slip', 'papers'] as const).map((what) => (
            <li key={what}>{t(`doctors.slip.bring.${what}`)}</li>
          ))}
        </ul>
      </section>
    </article>
  )
}

/** Until when the family may move or cancel. After that only the hospital can. */
function Changes({ facts: { appointment, hospital } }: { facts: AppointmentFacts }) {
  const { t, format } = useText()
  const { changeUntil, appointmentId } = appointment
  const slip = slipHref(appointmentId)
  const mayChange = changeUntil === undefined || Date.parse(changeUntil) > Date.now()
  return (
    <div className="no-print">
      {mayChange ? (
        <>
          {changeUntil !== undefined && <p>{t('doctors.slip.changeUntil', { at: format.instant(changeUntil) })}</p>}
          <ul className="plain links">
            <li>
              <Link href={`${slip}/move`}>{t('doctors.slip.move')}</Link>
            </li>
            <li>
              <Link href={`${slip}/cancel`}>{t('doctors.slip.cancel')}</Link>
            </li>
          </ul>
        </>
      ) : (
        <Notice title={t('doctors.slip.tooLate')}>
          <p>{t('doctors.slip.tooLateText', { name: hospital?.name ?? appointment.facilityName })}</p>
        </Notice>
      )}
    </div>
  )
}

/** How the appointment ended, and what the person can do next. */
function Ended({ facts: { appointment, member } }: { facts: AppointmentFacts }) {
  const { t, format } = useText()
  const { nameOf, timeOf } = useDoctorWords()
  const { status, movedTo, reference, date, doctorName, facilityName, specialities, endedReason } = appointment
  const search = href('/doctors', { pin: member?.pin ?? appointment.pin, speciality: specialities[0] })
  return (
    <>
      <Notice kind={status === 'FULFILLED' ? 'good' : 'info'} takesFocus title={t(`doctors.ended.${status}`)}>
        {endedReason !== undefined && <p>{t('doctors.ended.because', { reason: endedReason })}</p>}
      </Notice>
      <h2>{member?.name}</h2>
      <p>
        {nameOf(doctorName)}, {facilityName}
        <br />
        {format.fullDay(date)}, {timeOf(appointment)}
        <br />
        {t('booking.booked.reference')} <strong>{reference}</strong>
      </p>
      <p>
        {movedTo !== undefined ? (
          <ButtonLink href={slipHref(movedTo)}>{t('doctors.ended.toMoved')}</ButtonLink>
        ) : (
          <ButtonLink href={search}>{t('doctors.ended.again')}</ButtonLink>
        )}
      </p>
    </>
  )
}
