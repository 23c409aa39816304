// The terms of a doctor at a hospital: fees, how far ahead and until when patients book and cancel, and the room.

import { putDoctorsPracticesByFacilityId } from '../../api/limits/put-doctors-practices-by-facility-id.ts'
import { useWhole } from '../../api/lists.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { choice, select } from '../../ui/choices.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { rupees, whole } from '../../ui/numbers.tsx'
import { Loading } from '../../ui/outcomes.tsx'
import { say } from '../shell/Said.tsx'
import type { Practice } from './hours.ts'

const of = putDoctorsPracticesByFacilityId
const WHO = { books: { type: 'string', required: true, enum: ['patients', 'staff'] } } as const
const REVISIT_DAYS = 7
const OPENS_DAYS = 30

interface PracticeFormProps {
  readonly doctor: { readonly doctorId: string; readonly name?: string }
  readonly facilityId: string
  /** The terms so far. Without them the doctor is new here. */
  readonly practice?: Practice | undefined
  readonly onDone: () => void
}

interface Department {
  readonly code: string
  readonly name: string
}

export function PracticeForm(props: PracticeFormProps) {
  const path = { facilityId: props.facilityId }
  const { data, error } = useWhole('GET /v1/facilities/{facilityId}/departments', {}, { path })
  // The department is of little weight: without the list the rest can be entered.
  const departments = data?.filter(({ isActive }) => isActive) ?? (error ? [] : undefined)
  return departments ? <Terms {...props} departments={departments} /> : <Loading />
}

function Terms({
  doctor: { doctorId, name },
  facilityId,
  practice,
  departments,
  onDone,
}: PracticeFormProps & { readonly departments: readonly Department[] }) {
  const { t } = useText()
  const send = useSend('PUT /v1/doctors/{doctorId}/practices/{facilityId}')
  const { fields, draw } = useFields(practice, departments)
  return (
    <Form
      fields={fields}
      check={({ feePaise, revisitFeePaise }) =>
        feePaise !== undefined && revisitFeePaise !== undefined && revisitFeePaise > feePaise
          ? [{ field: 'revisitFeePaise', text: t('staff.errors.revisitFeePaise') }]
          : []
      }
      onSubmit={async ({ books, ...terms }) => {
        await send.mutateAsync({
          path: { doctorId, facilityId },
          body: { ...terms, isPublic: books === 'patients', status: 'active' },
          ...(practice && { ifMatch: `"v${practice.version}"` }),
        })
        say({
          text: t(practice?.status === 'active' ? 'staff.doctors.said.terms' : 'staff.doctors.said.takenOn'),
          ...(name !== undefined && { detail: name }),
        })
        onDone()
      }}
    >
      {name !== undefined && (
        <p>
          <strong>{name}</strong>
        </p>
      )}
      {draw}
      <Button>
        {t(practice?.status === 'active' ? 'staff.doctors.practice.save' : 'staff.doctors.practice.take')}
      </Button>
    </Form>
  )
}

function useFields(practice: Practice | undefined, departments: readonly Department[]) {
  const { t } = useText()
  const fee = rupees(of, 'feePaise', { label: t('staff.doctors.practice.fee'), value: practice?.feePaise })
  const revisitFee = rupees(of, 'revisitFeePaise', {
    label: t('staff.doctors.practice.revisitFee'),
    value: practice?.revisitFeePaise,
  })
  const revisitDays = whole(of, 'revisitDays', {
    label: t('staff.doctors.practice.revisitDays'),
    value: practice?.revisitDays ?? REVISIT_DAYS,
  })
  const opens = whole(of, 'opensDays', {
    label: t('staff.doctors.practice.opensDays'),
    value: practice?.opensDays ?? OPENS_DAYS,
  })
  const notice = whole(of, 'noticeMinutes', {
    label: t('staff.doctors.practice.notice'),
    value: practice?.noticeMinutes ?? 0,
  })
  const cancel = whole(of, 'cancelUntilMinutes', {
    label: t('staff.doctors.practice.cancelUntil'),
    value: practice?.cancelUntilMinutes ?? 0,
  })
  const room = text(of, 'room', {
    label: t('staff.doctors.practice.room'),
    value: practice?.room,
    size: 'short',
    autoComplete: 'off',
  })
  const department = select(of, 'department', {
    label: t('staff.doctors.practice.department'),
    value: practice?.department,
    options: [
      { value: '', text: t('staff.doctors.practice.noDepartment') },
      ...departments.map(({ code, name }) => ({ value: code, text: name })),
    ],
  })
  const books = choice(WHO, 'books', {
    label: t('staff.doctors.practice.books'),
    value: practice?.isPublic === false ? 'staff' : 'patients',
    options: WHO.books.enum.map((value) => ({ value, text: t(`staff.doctors.practice.bookedBy.${value}`) })),
  })
  return {
    fields: [fee, revisitFee, revisitDays, opens, notice, cancel, room, department, books] as const,
    draw: (
      <>
        <div className="doctor-pair">
          {fee.input}
          {room.input}
        </div>
        <div className="doctor-pair">
          {revisitFee.input}
          {revisitDays.input}
        </div>
        {departments.length > 0 && department.input}
        {opens.input}
        <div className="doctor-pair">
          {notice.input}
          {cancel.input}
        </div>
        {books.input}
      </>
    ),
  }
}
