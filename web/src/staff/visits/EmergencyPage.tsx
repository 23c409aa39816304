// A doctor opens the record of a person whom nobody treats here yet, in an emergency: who, why, and who is told.
import '../desk/desk.css'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { postPatientsEmergencyAccess } from '../../api/limits/post-patients-emergency-access.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Finder } from '../desk/Finder.tsx'
import { FindPerson } from '../patients/FindPerson.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

interface Person {
  readonly patientId: string
  /** Undefined when only the number of the record is known. */
  readonly name?: string | undefined
}

export default function EmergencyPage() {
  const { t } = useText()
  const [person, setPerson] = useState<Person>()
  return (
    <StaffPage title={t('staff.emergencies.declare.title')} back="/staff/visits">
      <div className="page">
        <Notice kind="warning" title={t('staff.emergencies.declare.told')}>
          <ul>
            {(['rule', 'opens', 'few'] as const).map((part) => (
              <li key={part}>{t(`staff.emergencies.declare.${part}`)}</li>
            ))}
          </ul>
        </Notice>
        {person ? (
          <Declare person={person} onBack={() => setPerson(undefined)} />
        ) : (
          <>
            <Finder onChoose={setPerson} />
            <FindPerson
              title={t('staff.emergencies.declare.byName')}
              hint={t('staff.emergencies.declare.byNameHint')}
              onChoose={(patientId) => setPerson({ patientId })}
            />
            <ByNumber onChoose={setPerson} />
          </>
        )}
      </div>
    </StaffPage>
  )
}

/** The family sees the number of its record, and may have it on paper. */
function ByNumber({ onChoose }: { onChoose: (person: Person) => void }) {
  const { t } = useText()
  const number = text(postPatientsEmergencyAccess, 'patientId', {
    label: t('staff.opening.number'),
    hint: t('staff.opening.numberHint'),
    autoComplete: 'off',
    clean: (typed) => typed.toLowerCase(),
    wrong: 'staff.opening.numberWrong',
  })
  return (
    <details className="find-person no-print">
      <summary>{t('staff.emergencies.declare.byNumber')}</summary>
      <Form fields={[number]} onSubmit={async (entered) => onChoose(entered)}>
        {number.input}
        <Button kind="quiet">{t('staff.emergencies.declare.take')}</Button>
      </Form>
    </details>
  )
}

const USUAL = ['unconscious', 'accident', 'reaction', 'breath'] as const

function Declare({ person: { patientId, name }, onBack }: { person: Person; onBack: () => void }) {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/patients/{patientId}/emergency-access')
  const reason = reasonField(postPatientsEmergencyAccess, 'reason', {
    label: t('staff.emergencies.declare.why'),
    hint: t('staff.emergencies.declare.whyHint'),
    wrong: 'staff.emergencies.declare.whyWrong',
    usual: USUAL.map((each) => t(`staff.emergencies.declare.usual.${each}`)),
  })
  return (
    <Form
      fields={[reason]}
      needsPress
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { patientId }, body })
        say({ text: t('staff.emergencies.declare.done'), ...(name !== undefined && { detail: name }) })
        go(`/staff/visits/record/${patientId}`)
      }}
    >
      <p>
        <strong>{name ?? t('staff.emergencies.declare.unnamed', { number: patientId })}</strong>
      </p>
      {reason.input}
      <div className="dialog-foot">
        <Button>{t('staff.emergencies.declare.button')}</Button>
        <Button kind="quiet" onClick={onBack}>
          {t('staff.emergencies.declare.other')}
        </Button>
      </div>
    </Form>
  )
}
