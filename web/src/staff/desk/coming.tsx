// To which doctor somebody comes, and why they wait less: the fields that both forms of a walk-in share.
import { postAppointmentsWalkIns } from '../../api/limits/post-appointments-walk-ins.ts'
import { useAnswer } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { choice, select } from '../../ui/choices.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'

const PRIORITIES = postAppointmentsWalkIns.priority.enum
const EVERY_MS = 15_000

/** The doctors of today with the length of their queues. One alone is chosen already. */
export function useComing() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const day = { query: { facility: facilityId, day: today() } }
  const answer = useAnswer('GET /v1/appointments/slots/of-day', day)
  const queues = useAnswer('GET /v1/appointments/queues', { query: { facility: facilityId } }, { everyMs: EVERY_MS })
  const doctors = answer.data?.doctors ?? []
  const hintOf = (doctorId: string): string => {
    const queue = queues.data?.items.find((one) => one.doctorId === doctorId)
    const room = queue?.usualRoom
    return [
      t('staff.desk.walkIn.waiting', { count: queue?.waiting ?? 0 }),
      ...(room === undefined ? [] : [`${t('staff.doctors.practice.room')} ${room}`]),
      ...(queue?.status === 'closed' ? [t('staff.queues.status.closed')] : []),
    ].join(' · ')
  }
  const field = choice(postAppointmentsWalkIns, 'doctorId', {
    label: t('staff.doctors.one'),
    options: doctors.map(({ doctorId, name }) => ({
      value: doctorId,
      text: t('staff.appointments.doctor', { name }),
      hint: hintOf(doctorId),
    })),
    isNeeded: true,
    wrong: 'staff.desk.walkIn.chooseDoctor',
    means: ['queueId', 'facilityId'],
    ...(doctors.length === 1 && { value: doctors[0]?.doctorId }),
  })
  const priority = select(postAppointmentsWalkIns, 'priority', {
    label: t('staff.desk.priority.label'),
    options: PRIORITIES.map((value) => ({ value, text: t(`staff.desk.priority.${value}`) })),
    value: 'normal',
    isNeeded: true,
  })
  const input = (
    <div className="desk-coming">
      {answer.data ? (
        doctors.length > 0 ? (
          field.input
        ) : (
          <p>{t('staff.desk.walkIn.noDoctor')}</p>
        )
      ) : answer.error ? (
        <Failure error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Loading />
      )}
      {priority.input}
    </div>
  )
  return { field, priority, input }
}

export interface Come {
  readonly doctorId: string
  readonly priority: (typeof PRIORITIES)[number]
}
