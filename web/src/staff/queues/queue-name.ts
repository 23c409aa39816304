// The name of a queue: its letter, and the doctor or the department that it is for.
import { useText } from '../../i18n/language.ts'
import type { Listed } from './acts.ts'

type Named = Pick<Listed, 'doctorName' | 'servicePoint' | 'letter'>

export function useQueueName(): (queue: Named) => string {
  const { t } = useText()
  return ({ doctorName, servicePoint = '', letter }) =>
    `${letter} · ${doctorName === undefined ? servicePoint : t('staff.appointments.doctor', { name: doctorName })}`
}
