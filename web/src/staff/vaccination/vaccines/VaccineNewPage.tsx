// Adds a vaccine to the programme.
import { Fragment } from 'react'
import { useLocation } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { postVaccinationVaccines } from '../../../api/limits/post-vaccination-vaccines.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { select } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { rupees, whole } from '../../../ui/numbers.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

export default function VaccineNewPage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/courses', {})
  return (
    <StaffPage title={t('staff.vaccines.add')} back="/staff/vaccines">
      {data ? (
        <VaccineForm courses={data.items} />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </StaffPage>
  )
}

type Courses = Answer<'GET /v1/vaccination/courses'>['items']

function VaccineForm({ courses }: { courses: Courses }) {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/vaccination/vaccines')
  const fields = useFields(courses)
  return (
    <div className="page">
      <Form
        fields={fields}
        onSubmit={async (body) => {
          await send.mutateAsync({ body })
          say({ text: t('staff.vaccines.said.vaccine', { code: body.code }) })
          go('/staff/vaccines')
        }}
      >
        {fields.map(({ focus, input }) => (
          <Fragment key={focus}>{input}</Fragment>
        ))}
        <Button>{t('staff.officials.save')}</Button>
      </Form>
    </div>
  )
}

function useFields(courses: Courses) {
  const { t } = useText()
  const of = postVaccinationVaccines
  const wrong = (name: keyof typeof of): string => `staff.vaccines.fault.${name}`
  return [
    text(of, 'code', {
      label: t('staff.vaccines.code'),
      hint: t('staff.vaccines.codeHint'),
      size: 'medium',
      clean: (typed) => typed.toUpperCase(),
      wrong: wrong('code'),
    }),
    select(of, 'course', {
      label: t('staff.vaccines.course'),
      hint: t('staff.vaccines.courseHint'),
      options: courses.map(({ code, disease }) => ({ value: code, text: `${code} · ${disease}` })),
    }),
    text(of, 'name', { label: t('staff.vaccines.name'), wrong: wrong('name') }),
    text(of, 'manufacturer', { label: t('staff.vaccines.manufacturer'), wrong: wrong('manufacturer') }),
    text(of, 'cvxCode', {
      label: t('staff.vaccines.cvx'),
      hint: t('staff.vaccines.cvxHint'),
      size: 'short',
      inputMode: 'numeric',
      wrong: wrong('cvxCode'),
    }),
    whole(of, 'doses', { label: t('staff.vaccines.doses'), wrong: wrong('doses') }),
    whole(of, 'intervalDaysMin', { label: t('staff.vaccines.shortest'), wrong: wrong('intervalDaysMin') }),
    whole(of, 'intervalDaysMax', {
      label: t('staff.vaccines.longest'),
      hint: t('staff.vaccines.longestHint'),
      wrong: wrong('intervalDaysMax'),
    }),
    whole(of, 'ageYearsMin', { label: t('staff.vaccines.age'), wrong: wrong('ageYearsMin') }),
    rupees(of, 'pricePaise', {
      label: t('staff.vaccines.rupees'),
      hint: t('staff.vaccines.rupeesHint'),
      wrong: wrong('pricePaise'),
    }),
  ] as const
}
