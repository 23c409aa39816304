// A new course: what doses of vaccines that are not there yet will be counted in.
import { useLocation } from 'wouter'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../../ui/Form.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

export default function CourseNewPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/vaccination/courses')
  const check = (values: Values): FieldError[] => {
    const isRight: Record<string, boolean> = {
      code: /^[A-Z0-9][A-Z0-9 -]{1,29}$/.test(values('code').toUpperCase()),
      courseName: values('name') !== '',
      disease: values('disease') !== '',
    }
    return Object.entries(isRight).flatMap(([fault, right]) =>
      right ? [] : [{ field: fault === 'courseName' ? 'name' : fault, text: t(`staff.vaccines.fault.${fault}`) }],
    )
  }
  return (
    <StaffPage title={t('staff.vaccines.addCourse')} back="/staff/vaccines">
      <div className="page">
        <p>{t('staff.vaccines.courseWhat')}</p>
        <Form
          check={check}
          onSubmit={async (values) => {
            const body = { code: values('code').toUpperCase(), name: values('name'), disease: values('disease') }
            await send.mutateAsync({ body })
            go('/staff/vaccines/new')
          }}
        >
          <Field name="code" label={t('staff.vaccines.code')} hint={t('staff.vaccines.courseCodeHint')} size="medium" />
          <Field name="name" label={t('staff.vaccines.name')} maxLength={100} />
          <Field name="disease" label={t('staff.vaccines.disease')} maxLength={200} />
          <Button>{t('staff.officials.save')}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}
