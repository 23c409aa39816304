// The addresses of the pages of doctors, and the filters that they have.
import { day, href, oneOf, reader } from '../../address.ts'
import { getAppointmentsSlots } from '../../api/limits/get-appointments-slots.ts'

const of = getAppointmentsSlots

export const SPECIALITIES = of.speciality.enum
export const SPOKEN = of.language.enum
/** All doctors: the search then names no speciality. */
export const ANY = 'any'

export const findReaders = {
  pin: reader(of.pin),
  speciality: oneOf(ANY, ...SPECIALITIES),
  language: oneOf(...SPOKEN),
}

export const timesReaders = { facility: reader(of.facility), from: day, day }
export const slotReaders = { slot: reader(of.facility), facility: reader(of.facility), doctor: reader(of.doctor), day }

export interface SlotAt {
  readonly slotId: string
  readonly date: string
}

export const timesHref = (doctorId: string, facility: string, from?: string): string =>
  href(`/doctors/${doctorId}`, { facility, from })

export const bookHref = (doctorId: string, facility: string, { slotId, date }: SlotAt): string =>
  href(`/doctors/${doctorId}/book`, { slot: slotId, facility, day: date })

export const waitHref = (doctorId: string, facility: string, day: string): string =>
  href(`/doctors/${doctorId}/wait`, { facility, day })

export const slipHref = (appointmentId: string): string => `/doctors/appointments/${appointmentId}`

export const moveHref = (appointmentId: string, doctor: string, facility: string, { slotId, date }: SlotAt): string =>
  href(`${slipHref(appointmentId)}/move`, { slot: slotId, doctor, facility, day: date })
