// Adds a course, which counts the doses of vaccines that are added later.
import { Fragment } from 'react'
import { useLocation } from 'wouter'
import { postVaccinationCourses } from '../../../api/limits/post-vaccination-courses.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

export default function CourseNewPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/vaccination/courses')
  const fields = [
    text(postVaccinationCourses, 'code', {
      label: t('staff.vaccines.code'),
      hint: t('staff.vaccines.courseCodeHint'),
      size: 'medium',
      clean: (typed) => typed.toUpperCase(),
      wrong: 'staff.vaccines.fault.code',
    }),
    text(postVaccinationCourses, 'name', {
      label: t('staff.vaccines.name'),
      wrong: 'staff.vaccines.fault.courseName',
    }),
    text(postVaccinationCourses, 'disease', {
      label: t('staff.vaccines.disease'),
      wrong: 'staff.vaccines.fault.disease',
    }),
  ] as const
  return (
    <StaffPage title={t('staff.vaccines.addCourse')} back="/staff/vaccines">
      <div className="page">
        <p>{t('staff.vaccines.courseWhat')}</p>
        <Form
          fields={fields}
          onSubmit={async (body) => {
            await send.mutateAsync({ body })
            say({ text: t('staff.vaccines.said.course', { name: body.name }) })
            go('/staff/vaccines/new')
          }}
        >
          {fields.map(({ focus, input }) => (
            <Fragment key={focus}>{input}</Fragment>
          ))}
          <Button>{t('staff.officials.save')}</Button>
        </Form>
      </div>
    </StaffPage>
  )
}
