// The choice of a doctor, a day and a time, as staff see them: also full times, and those that only staff book.
import '../vaccination/bookings/today.css'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { postAppointments } from '../../api/limits/post-appointments.ts'
import { useAnswer } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import type { FormField } from '../../ui/fields.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Choice } from '../lists/Filters.tsx'
import { DayPicker } from '../vaccination/bookings/DayPicker.tsx'
import { startOf } from './day.ts'
import './slot-choice.css'

type Doctor = Answer<'GET /v1/appointments/slots/of-day'>['doctors'][number]
export type DaySlot = Doctor['slots'][number]

const EVERY_MS = 30_000

interface Start {
  readonly doctorId?: string | undefined
  readonly day?: string | undefined
}

/** `field` belongs into a form; `slot` is the chosen time. */
export function useSlotChoice({ doctorId, day: first }: Start = {}) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const [day, setDay] = useState(first !== undefined && first > today() ? first : today())
  const [doctor, setDoctor] = useState(doctorId)
  const [slotId, setSlotId] = useState<string>()
  const answer = useAnswer(
    'GET /v1/appointments/slots/of-day',
    { query: { facility: facilityId, day } },
    { everyMs: EVERY_MS },
  )
  const doctors = answer.data?.doctors ?? []
  const chosen = doctors.find((one) => one.doctorId === doctor)
  const slot = chosen?.slots.find((one) => one.slotId === slotId)
  const input = (
    <section className="slot-choice">
      <Choice
        id="doctor"
        label={t('staff.doctors.one')}
        all={t('staff.appointments.book.chooseDoctor')}
        value={doctor}
        options={doctors.map(({ doctorId: value, name, slots }) => ({
          value,
          text: t('staff.appointments.book.doctorFree', {
            name,
            count: slots.reduce((sum, { free }) => sum + free, 0),
          }),
        }))}
        onChoose={(value) => {
          setDoctor(value)
          setSlotId(undefined)
        }}
      />
      <DayPicker
        day={day}
        onPick={(picked) => {
          if (picked < today()) return
          setDay(picked)
          setSlotId(undefined)
        }}
      />
      {!answer.data && (answer.error ? <Failure error={answer.error} /> : <Loading />)}
      {chosen && <Slots slots={chosen.slots} value={slotId} onChoose={setSlotId} />}
    </section>
  )
  const field: FormField = {
    input,
    ...{ focus: 'doctor', means: ['slotIds'], limits: postAppointments.slotIds },
    read: () => (slot ? { part: {} } : { refused: t('staff.appointments.book.chooseTime') }),
  }
  return { field, slot, doctorName: chosen?.name }
}

interface SlotsProps {
  readonly slots: readonly DaySlot[]
  readonly value: string | undefined
  readonly onChoose: (slotId: string) => void
}

function Slots({ slots, value, onChoose }: SlotsProps) {
  const { t, format } = useText()
  const nowMs = Date.now()
  const ahead = slots.filter((slot) => Date.parse(startOf(slot)) + slot.minutes * 60_000 > nowMs)
  if (ahead.length === 0) return <p className="soft">{t('staff.appointments.book.noHours')}</p>
  return (
    <fieldset className="field slot-times">
      <legend>{t('staff.appointments.column.time')}</legend>
      {ahead.map((slot) => (
        <label key={slot.slotId} className={slot.free === 0 ? 'slot-time slot-full' : 'slot-time'}>
          <input type="radio" name="slot" checked={slot.slotId === value} onChange={() => onChoose(slot.slotId)} />
          <span>
            {format.time(startOf(slot))}
            <small>
              {slot.free === 0
                ? t('staff.appointments.book.full')
                : slot.audience === 'public'
                  ? t('staff.appointments.book.free', { count: slot.free })
                  : t('staff.doctors.practice.staffOnly')}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
