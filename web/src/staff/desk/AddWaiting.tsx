// Adds a known person to the waiting list of a doctor: the person first, then the doctor and the days.
import { useState } from 'react'
import { postAppointmentsWaiting } from '../../api/limits/post-appointments-waiting.ts'
import { isProblem } from '../../api/problem.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { addDays, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { choice, select } from '../../ui/choices.tsx'
import { day } from '../../ui/days.tsx'
import { Form } from '../../ui/Form.tsx'
import { say } from '../shell/Said.tsx'
import { Finder } from './Finder.tsx'
import type { Known } from './find-known.ts'

const PARTS = postAppointmentsWaiting.part.enum
const USUAL_DAYS = 14

export function AddWaiting({ onDone }: { readonly onDone: () => void }) {
  const [known, setKnown] = useState<Known>()
  return known ? <WaitForm known={known} onDone={onDone} /> : <Finder onChoose={setKnown} />
}

function WaitForm({ known: { name, patientId }, onDone }: { known: Known; onDone: () => void }) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const join = useSend('POST /v1/appointments/waiting')
  const { data } = useAnswer('GET /v1/appointments/slots/of-day', { query: { facility: facilityId, day: today() } })
  const of = postAppointmentsWaiting
  const doctor = select(of, 'doctorId', {
    label: t('staff.doctors.one'),
    options: [
      { value: '', text: t('staff.appointments.book.chooseDoctor') },
      ...(data?.doctors ?? []).map((one) => ({
        value: one.doctorId,
        text: t('staff.appointments.doctor', { name: one.name }),
      })),
    ],
    isNeeded: true,
    wrong: 'staff.desk.walkIn.chooseDoctor',
    means: ['facilityId', 'patientId'],
  })
  const from = day(of, 'fromOn', { label: t('staff.desk.waiting.from'), value: today() })
  const until = day(of, 'untilOn', { label: t('staff.desk.waiting.until'), value: addDays(today(), USUAL_DAYS) })
  const part = choice(of, 'part', {
    label: t('staff.desk.waiting.part'),
    value: 'any',
    options: PARTS.map((value) => ({ value, text: t(`staff.desk.waiting.parts.${value}`) })),
  })
  return (
    <Form
      fields={[doctor, from, until, part]}
      wordsOf={(error) => (isProblem(error, 'seat-free-now') ? t('staff.desk.waiting.seatFree') : undefined)}
      onSubmit={async (body) => {
        await join.mutateAsync({ body: { ...body, facilityId, patientId } })
        say({ text: t('staff.desk.said.joined', { name }) })
        onDone()
      }}
    >
      <p>
        <strong>{name}</strong>
      </p>
      {doctor.input}
      {from.input}
      {until.input}
      {part.input}
      <Button>{t('staff.desk.waiting.join')}</Button>
    </Form>
  )
}
