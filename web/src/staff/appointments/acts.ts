// What staff do with an appointment: each act is sent once and said in a word, with Undo where it can be taken back.
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { say } from '../shell/Said.tsx'
import { type Appointment, startOf } from './day.ts'

export type Act = 'arrive' | 'undoArrival' | 'absent' | 'leave' | 'begin' | 'complete'
type Acted = Pick<Appointment, 'appointmentId' | 'patient' | 'reference' | 'doctorName' | 'date' | 'start'>

export const nameOf = ({ patient, reference }: Pick<Appointment, 'patient' | 'reference'>): string =>
  patient?.name ?? reference

/** Sends an act. A failure is thrown. */
export function useActs() {
  const { t, format } = useText()
  const sends = {
    arrive: useSend('POST /v1/appointments/{appointmentId}/arrival'),
    undoArrival: useSend('POST /v1/appointments/{appointmentId}/arrival/cancellation'),
    absent: useSend('POST /v1/appointments/{appointmentId}/absence'),
    leave: useSend('POST /v1/appointments/{appointmentId}/departure'),
    begin: useSend('POST /v1/appointments/{appointmentId}/consultation'),
    complete: useSend('POST /v1/appointments/{appointmentId}/completion'),
  }
  const act = async (what: Act, one: Acted): Promise<void> => {
    const path = { appointmentId: one.appointmentId }
    const { token } =
      what === 'arrive' ? await sends.arrive.mutateAsync({ path, body: {} }) : await sends[what].mutateAsync({ path })
    const slip = what === 'arrive' &&
      token && { href: `/staff/slips/${token.tokenId}`, text: t('staff.appointments.slip') }
    say({
      text: t(`staff.appointments.said.${what}`, { name: nameOf(one) }),
      detail: [
        ...(what === 'arrive' && token ? [`${t('staff.appointments.number')} ${token.label}`] : []),
        t('staff.appointments.withAt', { doctor: one.doctorName, time: format.time(startOf(one)) }),
      ].join(' · '),
      ...(slip && { link: slip }),
      ...(what === 'arrive' && { undo: () => act('undoArrival', one) }),
    })
  }
  return act
}
