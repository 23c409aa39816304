// Opens who a closed record belongs to, for staff who treat the person. They say why, and Sehat keeps it.
import type { Answer } from '../../api/client.ts'
import { postPatientsOpening } from '../../api/limits/post-patients-opening.ts'
import { isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Opened = Answer<'POST /v1/patients/{patientId}/opening'>

export default function OpeningPage() {
  const { t } = useText()
  const send = useSend('POST /v1/patients/{patientId}/opening')
  const number = text(postPatientsOpening, 'patientId', {
    label: t('staff.opening.number'),
    hint: t('staff.opening.numberHint'),
    autoComplete: 'off',
    clean: (typed) => typed.toLowerCase(),
    wrong: 'staff.opening.numberWrong',
  })
  const reason = reasonField(postPatientsOpening, 'reason', {
    label: t('staff.opening.reason'),
    hint: t('staff.opening.reasonHint'),
    wrong: 'staff.opening.reasonWrong',
    usual: (['doses', 'reaction', 'emergency'] as const).map((each) => t(`staff.opening.usual.${each}`)),
  })
  return (
    <StaffPage title={t('staff.opening.title')}>
      <div className="page">
        <p>{t('staff.opening.text')}</p>
        {send.data && <Person opened={send.data} />}
        <Form
          fields={[number, reason]}
          onSubmit={({ patientId, ...body }) => send.mutateAsync({ path: { patientId }, body })}
          wordsOf={(error) => (isProblem(error, 'patient-not-sealed') ? t('staff.opening.nothing') : undefined)}
          needsPress
        >
          {number.input}
          {reason.input}
          <Button>{t('staff.opening.button')}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}

function Person({
  opened: { patientId, name, birthDate, birthYear, gender, phone, address, aadhaarLast4 },
}: {
  opened: Opened
}) {
  const { t, format } = useText()
  const rows = [
    { label: t('staff.patient.name'), value: name },
    { label: t('staff.patient.birth'), value: birthDate ? format.day(birthDate) : String(birthYear) },
    { label: t('staff.opening.gender'), value: t(`staff.centre.gender.${gender}`) },
    { label: t('staff.opening.phone'), value: phone ?? '–' },
    { label: t('staff.opening.address'), value: address ?? '–' },
    { label: t('staff.opening.aadhaar'), value: aadhaarLast4 ?? '–' },
  ]
  return (
    <Notice key={patientId} kind="good" takesFocus title={t('staff.opening.opened')}>
      <SummaryList rows={rows} />
    </Notice>
  )
}
