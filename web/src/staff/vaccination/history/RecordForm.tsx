// The form of a dose that a person had elsewhere: the proof first, then the person, then the dose and its evidence.
import { Fragment } from 'react'
import type { Answer } from '../../../api/client.ts'
import { postPatientsDoses } from '../../../api/limits/post-patients-doses.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { select } from '../../../ui/choices.tsx'
import { day } from '../../../ui/days.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { splitProof, useProof } from '../../patients/proof.tsx'
import { Candidates } from '../bookings/Candidates.tsx'
import { vaccineAndDose } from '../vaccine-and-dose.tsx'
import { type Person, usePatient, usePersonFields } from '../who.tsx'

type Made = Answer<'POST /v1/patients/{patientId}/doses'>
type Vaccine = Answer<'GET /v1/vaccination/vaccines'>['items'][number]

interface RecordFormProps {
  readonly onRecorded: (made: Made) => void
}

export function RecordForm({ onRecorded }: RecordFormProps) {
  const { facilityId = '' } = useAccount()
  const vaccines = useAnswer('GET /v1/vaccination/vaccines', {})
  const facility = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  const error = vaccines.error ?? facility.error
  if (vaccines.data && facility.data) {
    return <Fields vaccines={vaccines.data.items} pinCode={facility.data.pin} onRecorded={onRecorded} />
  }
  if (!error) return <Loading />
  return <Failure error={error} onRetry={() => void Promise.all([vaccines.refetch(), facility.refetch()])} />
}

/** The fields of the dose itself. */
function useDoseFields(vaccines: readonly Vaccine[]) {
  const { t } = useText()
  const of = postPatientsDoses
  return [
    vaccineAndDose({
      ...{ name: 'vaccine', label: t('staff.history.dose'), vaccines },
      textOf: ({ course, vaccine, dose }) => t('staff.centre.vaccineAndDose', { course, vaccine, dose }),
    }),
    day(of, 'givenOn', {
      ...{ label: t('staff.history.givenOn'), hint: t('staff.history.givenOnHint'), wrong: 'staff.history.dayWrong' },
      also: (date) => (date > today() ? t('staff.history.dayWrong') : undefined),
    }),
    text(of, 'place', {
      ...{ label: t('staff.history.place'), hint: t('staff.history.placeHint'), wrong: 'staff.history.placeMissing' },
      ...{ size: 'medium', autoComplete: 'off' },
    }),
    select(of, 'evidence', {
      ...{ label: t('staff.history.evidence'), wrong: 'staff.history.evidenceMissing' },
      options: [
        { value: '', text: t('staff.proof.choose') },
        ...of.evidence.enum.map((value) => ({ value, text: t(`staff.history.kinds.${value}`) })),
      ],
    }),
  ] as const
}

interface FieldsProps extends RecordFormProps {
  readonly vaccines: readonly Vaccine[]
  /** The PIN code of the centre, because most people live near. */
  readonly pinCode: string
}

function Fields({ vaccines, pinCode, onRecorded }: FieldsProps) {
  const { t } = useText()
  const record = useSend('POST /v1/patients/{patientId}/doses')
  const proven = useProof({ mayRegister: true })
  const who = usePersonFields(pinCode)
  const dose = useDoseFields(vaccines)
  const { find, doubt, chosen, choose } = usePatient()
  const isUndecided = doubt !== undefined && chosen === undefined
  const isKnown = chosen !== undefined && chosen !== 'new'
  const [name, born, gender, pin, phone] = who
  const [which, givenOn, place, evidence] = dose
  const fields = [...proven.fields, name, born, gender, pin, phone, which, givenOn, place, evidence] as const

  return (
    <Form
      fields={fields}
      check={() => [
        ...(isUndecided ? [{ field: 'candidate', text: t('staff.centre.walkIn.chooseOne') }] : []),
        ...(isKnown && proven.kind === 'registration' ? [{ field: 'kind', text: t('staff.proof.knownAlready') }] : []),
      ]}
      onSubmit={async (entered) => {
        const { proof, rest } = splitProof(entered)
        const { vaccine, dose: number, givenOn: on, place: where, evidence: seen, ...person } = rest
        const patientId = await find(person as Person)
        if (patientId === undefined) return
        const body = { vaccine, dose: number, givenOn: on, place: where, evidence: seen, proof }
        onRecorded(await record.mutateAsync({ path: { patientId }, body }))
      }}
    >
      {proven.input}
      <div className="walk-in">
        {[...who, ...dose].map(({ focus, input }) => (
          <Fragment key={focus}>{input}</Fragment>
        ))}
      </div>
      {doubt && <Candidates candidates={doubt.candidates} person={doubt.person} chosen={chosen} onChoose={choose} />}
      <Button>{t('staff.history.record')}</Button>
    </Form>
  )
}
