// The words for doctors and their times, and the types of the answers about them.
import type { Answer } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'

export type FoundDoctor = Answer<'GET /v1/appointments/slots'>['doctors'][number]
export type Slot = FoundDoctor['days'][number]['slots'][number]
export type Appointment = Answer<'GET /v1/appointments/{appointmentId}'>

interface Timed {
  readonly date: string
  readonly start: string
}

/** The instant at which something begins, in India. */
export const startOf = ({ date, start }: Timed): string => `${date}T${start}:00+05:30`

/** The window of a time, such as 10:30-10:45. */
export function windowOf({ start, minutes }: { readonly start: string; readonly minutes: number }): string {
  const end = Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + minutes
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${start}-${two(Math.floor(end / 60))}:${two(end % 60)}`
}

export function useDoctorWords() {
  const { t, format } = useText()
  return {
    nameOf: (name: string): string => t('doctors.name', { name }),
    specialitiesOf: (specialities: FoundDoctor['specialities']): string =>
      specialities.map((each) => t(`doctors.speciality.${each}`)).join(', '),
    languagesOf: (languages: FoundDoctor['languages']): string =>
      languages.map((each) => t(`doctors.language.${each}`)).join(', '),
    feeOf: (paise: number): string => (paise === 0 ? t('doctors.free') : format.money(paise)),
    timeOf: (one: Timed): string => format.time(startOf(one)),
  }
}
