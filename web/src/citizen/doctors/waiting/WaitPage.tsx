// Joining the waiting list of a doctor for a full day: a press on a person is the whole form.
import { Link, useParams } from 'wouter'
import { useFilters } from '../../../address.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { ageOn } from '../../patients/due.ts'
import { type Member, useMembers } from '../../patients/family.ts'
import { slotReaders, timesHref } from '../addresses.ts'
import { useRefusal } from '../booking/refusals.tsx'
import { useDoctorWords } from '../words.ts'
import '../doctors.css'

export default function WaitPage() {
  const { t, format } = useText()
  const { nameOf } = useDoctorWords()
  const { doctorId } = useParams<{ doctorId: string }>()
  const { filters } = useFilters(slotReaders)
  const { facility = '', day = today() } = filters
  const members = useMembers()
  const query = { doctor: doctorId, facility, from: day, days: 1, show: 'all' as const, limit: 1 }
  const { data, error, refetch } = useAnswer('GET /v1/appointments/slots', { query }, { enabled: facility !== '' })
  const doctor = data?.doctors[0]
  const failed = (!data && error) || members.error
  return (
    <Page title={t('doctors.wait.title')} back={timesHref(doctorId, facility, day)} isPersonal>
      {failed ? (
        <Failure
          error={failed}
          onRetry={() => {
            void refetch()
            members.retry()
          }}
        />
      ) : doctor && members.data ? (
        <>
          <p>{t('doctors.wait.text', { doctor: nameOf(doctor.name), day: format.weekdayAndDay(day) })}</p>
          <People doctorId={doctorId} facilityId={facility} day={day} members={members.data} />
        </>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

interface PeopleProps {
  readonly doctorId: string
  readonly facilityId: string
  readonly day: string
  readonly members: readonly Member[]
}

function People({ doctorId, facilityId, day, members }: PeopleProps) {
  const { t } = useText()
  const refusalOf = useRefusal()
  const join = useSend('POST /v1/appointments/waiting')
  const leave = useSend('POST /v1/appointments/waiting/{waitingId}/cancellation')
  const choose = async ({ patientId }: Member): Promise<void> => {
    if (join.isPending) return
    leave.reset()
    await join.mutateAsync({ body: { facilityId, doctorId, patientId, fromOn: day, untilOn: day, part: 'any' } })
  }
  const entry = join.data
  if (leave.data) return <Notice title={t('doctors.wait.left')} takesFocus />
  if (entry) {
    return (
      <Notice kind="good" title={t('doctors.wait.joined')} takesFocus>
        <p>{t('doctors.wait.joinedNext')}</p>
        <button
          type="button"
          className="button button-plain"
          onClick={() => void leave.mutateAsync({ path: { waitingId: entry.waitingId } }).catch(() => undefined)}
        >
          {t('doctors.wait.leave')}
        </button>
        {leave.error && <Failure error={leave.error} {...refusalOf(leave.error)} />}
        <p>
          <Link href="/account">{t('doctors.offer.toAccount')}</Link>
        </p>
      </Notice>
    )
  }
  return (
    <>
      {join.error && <Failure error={join.error} takesFocus {...refusalOf(join.error)} />}
      <p>{t('doctors.wait.who')}</p>
      <ul className="plain doctor-people">
        {members.map((member) => (
          <li key={member.patientId}>
            <button type="button" onClick={() => void choose(member).catch(() => undefined)}>
              <strong>{member.name}</strong>
              <span className="soft">{t('booking.who.age', { count: ageOn(day, member) })}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{join.isPending && t('ui.sending')}</p>
    </>
  )
}
