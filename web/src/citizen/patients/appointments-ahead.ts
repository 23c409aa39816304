// The appointments with doctors that a family has ahead, the earliest first.
import type { Answer } from '../../api/client.ts'
import { useAnswers } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import type { Member } from './family.ts'

export interface Ahead {
  readonly appointment: Answer<'GET /v1/appointments'>['items'][number]
  readonly name: string
}

const LIVE = ['BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'DISPLACED']
const LIMIT = 100

export function useAppointmentsAhead(members: readonly Member[]): readonly Ahead[] {
  const answers = useAnswers(
    'GET /v1/appointments',
    members.map(({ patientId }) => ({ query: { patient: patientId, limit: LIMIT } })),
  )
  const startOf = ({ appointment: { date, start } }: Ahead): string => date + start
  return answers
    .flatMap(({ data }, nth) =>
      (data?.items ?? []).map((appointment) => ({ appointment, name: members[nth]?.name ?? '' })),
    )
    .filter(({ appointment: { status, date } }) => LIVE.includes(status) && date >= today())
    .toSorted((one, other) => startOf(one).localeCompare(startOf(other)))
}
