// Booking a time, first question: for whom. The answer keeps the time for two minutes.
import { Link, useLocation, useParams } from 'wouter'
import { href, useFilters } from '../../../address.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { ageOn } from '../../patients/due.ts'
import { FAMILY_MAX, type Member, useMembers } from '../../patients/family.ts'
import { bookHref, slipHref, slotReaders, timesHref } from '../addresses.ts'
import type { FoundDoctor, Slot } from '../words.ts'
import { Chosen } from './Chosen.tsx'
import { noteHeld } from './held.ts'
import { Nearest } from './Nearest.tsx'
import { useRefusal } from './refusals.tsx'
import '../../vaccination/booking/booking.css'
import '../doctors.css'

export default function WhoPage() {
  const { t } = useText()
  const { doctorId } = useParams<{ doctorId: string }>()
  const { filters } = useFilters(slotReaders)
  const { facility = '', slot: slotId, day = today() } = filters
  const members = useMembers()
  const query = { doctor: doctorId, facility, from: day, days: 1, show: 'all' as const, limit: 1 }
  const { data, error, refetch } = useAnswer('GET /v1/appointments/slots', { query }, { enabled: facility !== '' })
  const doctor = data?.doctors[0]
  const slot = doctor?.days.flatMap(({ slots }) => slots).find((one) => one.slotId === slotId)
  const back = timesHref(doctorId, facility, day > today() ? day : undefined)
  const failed = (!data && error) || members.error
  const isGone = (data !== undefined && slot === undefined) || facility === '' || slotId === undefined
  if (isGone) return <Taken doctorId={doctorId} facilityId={facility} day={day} back={back} />
  return (
    <Page title={t('doctors.who.title')} back={back} isWide isPersonal>
      {failed ? (
        <Failure
          error={failed}
          onRetry={() => {
            void refetch()
            members.retry()
          }}
        />
      ) : doctor && slot && members.data ? (
        <div className="booking">
          <Chosen {...doctor} {...slot} />
          <div className="booking-step">
            <People doctor={doctor} slot={slot} members={members.data} />
          </div>
        </div>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

interface TakenProps {
  readonly doctorId: string
  readonly facilityId: string
  readonly day: string
  readonly back: string
}

/** Somebody else was faster, or the hours have changed: the nearest free times instead. */
function Taken({ doctorId, facilityId, day, back }: TakenProps) {
  const { t } = useText()
  return (
    <Page title={t('doctors.taken.title')} back={back} isPersonal>
      <p>{t('doctors.taken.text')}</p>
      <Nearest doctorId={doctorId} facilityId={facilityId} day={day} />
    </Page>
  )
}

interface PeopleProps {
  readonly doctor: FoundDoctor
  readonly slot: Slot
  readonly members: readonly Member[]
}

/** A press on a person keeps the time for that person. */
function People({ doctor, slot, members }: PeopleProps) {
  const { t } = useText()
  const [, go] = useLocation()
  const hold = useSend('POST /v1/appointments/holds')
  const refusalOf = useRefusal()
  const { slotId, date } = slot
  const choose = async ({ patientId }: Member): Promise<void> => {
    if (hold.isPending) return
    const sentAtMs = Date.now()
    const { appointmentId } = await hold.mutateAsync({ body: { slotId, patientId } })
    noteHeld(appointmentId, sentAtMs)
    go(`${slipHref(appointmentId)}/confirm`)
  }
  const here = bookHref(doctor.doctorId, doctor.facilityId, slot)
  const isTaken = isProblem(hold.error, 'slot-full') || isProblem(hold.error, 'slot-not-open')
  return (
    <>
      {isTaken ? (
        <Notice kind="warning" title={t('doctors.taken.title')} takesFocus>
          <p>{t('doctors.taken.text')}</p>
          <Nearest doctorId={doctor.doctorId} facilityId={doctor.facilityId} day={date} />
        </Notice>
      ) : (
        hold.error && <Failure error={hold.error} takesFocus {...refusalOf(hold.error)} />
      )}
      <p>{t('doctors.who.text')}</p>
      <ul className="plain doctor-people">
        {members.map((member) => (
          <li key={member.patientId}>
            <button type="button" onClick={() => void choose(member).catch(() => undefined)}>
              <strong>{member.name}</strong>
              <span className="soft">{t('booking.who.age', { count: ageOn(date, member) })}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{hold.isPending && t('ui.sending')}</p>
      {members.length < FAMILY_MAX && (
        <p>
          <Link href={href('/account/family/new', { back: here })}>{t('booking.who.add')}</Link>
        </p>
      )}
    </>
  )
}
