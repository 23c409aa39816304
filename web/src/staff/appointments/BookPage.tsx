// Booking at the counter: the person, who may be known already, then doctor, day and time. Seats beyond need a reason.
import '../vaccination/centre.css'
import { Fragment, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { postAppointments } from '../../api/limits/post-appointments.ts'
import { isProblem } from '../../api/problem.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import type { FormField } from '../../ui/fields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Candidates } from '../vaccination/bookings/Candidates.tsx'
import { type Person, usePatient, usePersonFields } from '../vaccination/who.tsx'
import { startOf } from './day.ts'
import { useSlotChoice } from './slot-choice.tsx'

type Booked = Answer<'POST /v1/appointments'>

export default function BookPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const { data: facility } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  const [booked, setBooked] = useState<Booked & { readonly name: string }>()
  const [nth, setNth] = useState(0)
  return (
    <StaffPage title={t('staff.appointments.book.title')} back="/staff/appointments">
      {booked ? (
        <Done
          booked={booked}
          onNext={() => {
            setBooked(undefined)
            setNth(nth + 1)
          }}
        />
      ) : (
        <BookForm key={`${nth} ${facility?.pin}`} pin={facility?.pin} onBooked={setBooked} />
      )}
    </StaffPage>
  )
}

interface BookFormProps {
  /** The PIN code of the hospital, because most people live near. */
  readonly pin: string | undefined
  readonly onBooked: (booked: Booked & { readonly name: string }) => void
}

const USUAL = ['urgent', 'second', 'doctor'] as const

function BookForm({ pin, onBooked }: BookFormProps) {
  const { t } = useText()
  const book = useSend('POST /v1/appointments')
  const { find, doubt, chosen, choose } = usePatient()
  const fields = usePersonFields(pin)
  const when = useSlotChoice()
  const [hasOther, setOther] = useState(false)
  const isFull = when.slot?.free === 0
  const needsReason = isFull || hasOther
  const because = reasonField(postAppointments, 'because', {
    label: t('staff.appointments.book.because'),
    hint: t(isFull ? 'staff.appointments.book.becauseFull' : 'staff.appointments.book.becauseSecond'),
    wrong: 'staff.centre.stock.whyMissing',
    usual: USUAL.map((each) => t(`staff.appointments.book.usual.${each}`)),
  })
  useEffect(() => document.getElementById('name')?.focus(), [])
  const all: readonly FormField<Person & { because?: string }>[] = [
    ...(fields as unknown as readonly FormField<Person>[]),
    when.field as FormField<Person>,
    ...(needsReason ? [because as unknown as FormField<Person & { because?: string }>] : []),
  ]
  const submit = async ({ because: why, ...person }: Person & { because?: string }): Promise<void> => {
    const patientId = await find(person)
    if (patientId === undefined || !when.slot) return
    const override = why === undefined ? {} : { override: { because: why, ...(isFull && { over: true }) } }
    try {
      const answer = await book.mutateAsync({ body: { slotIds: [when.slot.slotId], patientId, ...override } })
      say({ text: t('staff.appointments.said.booked', { name: person.name }), detail: answer.reference })
      onBooked({ ...answer, name: person.name })
    } catch (error) {
      if (isProblem(error, 'already-booked')) setOther(true)
      throw error
    }
  }
  const isUndecided = doubt !== undefined && chosen === undefined
  return (
    <Form
      fields={all}
      check={() => (isUndecided ? [{ field: 'candidate', text: t('staff.centre.walkIn.chooseOne') }] : [])}
      onSubmit={(entered) => submit(entered as unknown as Person & { because?: string })}
    >
      <div className="walk-in">
        {fields.map(({ focus, input }) => (
          <Fragment key={focus}>{input}</Fragment>
        ))}
      </div>
      {doubt && <Candidates candidates={doubt.candidates} person={doubt.person} chosen={chosen} onChoose={choose} />}
      {when.field.input}
      {needsReason && because.input}
      <Button>{t(isFull ? 'staff.appointments.book.giveOver' : 'staff.appointments.book.button')}</Button>
    </Form>
  )
}

function Done({ booked, onNext }: { booked: Booked & { readonly name: string }; onNext: () => void }) {
  const { t, format } = useText()
  const { doctorName, date, reference, name, room } = booked
  const facts = [
    t('staff.appointments.doctor', { name: doctorName }),
    `${format.weekdayAndDay(date)}, ${format.time(startOf(booked))}`,
    room !== undefined && `${t('staff.doctors.practice.room')} ${room}`,
    reference,
  ]
  return (
    <>
      <Notice kind="good" title={t('staff.appointments.said.booked', { name })} takesFocus>
        <p>{facts.filter(Boolean).join(' · ')}</p>
      </Notice>
      <div className="day-moves">
        <Button onClick={onNext}>{t('staff.appointments.book.next')}</Button>
        <Link href={`/staff/appointments?day=${date}`}>{t('staff.appointments.book.toDay')}</Link>
      </div>
    </>
  )
}
