// A new vaccine of the programme.
import { useLocation } from 'wouter'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, Select } from '../../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../../ui/Form.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

const isWhole = (text: string, min: number, max: number): boolean =>
  /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max

export default function VaccineNewPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/vaccination/vaccines')
  const courses = useAnswer('GET /v1/vaccination/courses', {})
  const check = (values: Values): FieldError[] => {
    const isRight: Record<string, boolean> = {
      code: /^[A-Z0-9][A-Z0-9 -]{1,29}$/.test(values('code').toUpperCase()),
      name: values('name') !== '',
      manufacturer: values('manufacturer') !== '',
      cvxCode: /^\d{0,4}$/.test(values('cvxCode')),
      doses: isWhole(values('doses'), 1, 6),
      intervalDaysMin: isWhole(values('intervalDaysMin'), 0, 3_650),
      intervalDaysMax: values('intervalDaysMax') === '' || isWhole(values('intervalDaysMax'), 0, 3_650),
      ageYearsMin: isWhole(values('ageYearsMin'), 0, 130),
      pricePaise: /^\d{1,5}(\.\d{1,2})?$/.test(values('pricePaise')),
    }
    return Object.entries(isRight).flatMap(([field, right]) =>
      right ? [] : [{ field, text: t(`staff.vaccines.fault.${field}`) }],
    )
  }
  const number = (name: string, label: string, hint?: string) => (
    <Field name={name} label={label} size="short" inputMode="numeric" {...(hint !== undefined && { hint })} />
  )
  if (!courses.data) {
    return (
      <StaffPage title={t('staff.vaccines.add')} back="/staff/vaccines">
        {courses.error ? <Failure error={courses.error} onRetry={() => void courses.refetch()} /> : <Loading />}
      </StaffPage>
    )
  }
  return (
    <StaffPage title={t('staff.vaccines.add')} back="/staff/vaccines">
      <div className="page">
        <Form
          check={check}
          onSubmit={async (values) => {
            const [cvxCode, longest] = [values('cvxCode'), values('intervalDaysMax')]
            const body = {
              code: values('code').toUpperCase(),
              course: values('course'),
              name: values('name'),
              manufacturer: values('manufacturer'),
              ...(cvxCode !== '' && { cvxCode }),
              doses: Number(values('doses')),
              intervalDaysMin: Number(values('intervalDaysMin')),
              ...(longest !== '' && { intervalDaysMax: Number(longest) }),
              ageYearsMin: Number(values('ageYearsMin')),
              pricePaise: Math.round(Number(values('pricePaise')) * 100),
            }
            await send.mutateAsync({ body })
            go('/staff/vaccines')
          }}
        >
          <Field name="code" label={t('staff.vaccines.code')} hint={t('staff.vaccines.codeHint')} size="medium" />
          <Select
            name="course"
            label={t('staff.vaccines.course')}
            hint={t('staff.vaccines.courseHint')}
            options={courses.data.items.map(({ code, disease }) => ({ value: code, text: `${code} · ${disease}` }))}
          />
          <Field name="name" label={t('staff.vaccines.name')} maxLength={100} />
          <Field name="manufacturer" label={t('staff.vaccines.manufacturer')} maxLength={100} />
          {number('cvxCode', t('staff.vaccines.cvx'), t('staff.vaccines.cvxHint'))}
          {number('doses', t('staff.vaccines.doses'))}
          {number('intervalDaysMin', t('staff.vaccines.shortest'))}
          {number('intervalDaysMax', t('staff.vaccines.longest'), t('staff.vaccines.longestHint'))}
          {number('ageYearsMin', t('staff.vaccines.age'))}
          {number('pricePaise', t('staff.vaccines.rupees'), t('staff.vaccines.rupeesHint'))}
          <Button>{t('staff.officials.save')}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}
