// Finds the records of a person by name and birth or phone, and lets staff choose one.
import type { Answer } from '../../api/client.ts'
import { postPatientsMatch } from '../../api/limits/post-patients-match.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { birth } from '../../ui/days.tsx'
import { Form } from '../../ui/Form.tsx'
import { phone, pin, text } from '../../ui/fields.tsx'
import './find-person.css'

type Found = Answer<'POST /v1/patients/match'>['candidates'][number]

interface FindPersonProps {
  readonly onChoose: (patientId: string) => void
  /** Better words than those for pairs of records. */
  readonly title?: string
  readonly hint?: string
}

export function FindPerson({ onChoose, title, hint }: FindPersonProps) {
  const { t } = useText()
  const match = useSend('POST /v1/patients/match')
  const name = text(postPatientsMatch, 'fullName', {
    label: t('staff.patient.name'),
    size: 'medium',
    autoComplete: 'off',
    isNeeded: true,
    wrong: 'errors.name',
  })
  const born = birth(postPatientsMatch, {
    label: t('staff.patient.birth'),
    hint: t('staff.patient.birthHint'),
    wrong: 'staff.patient.birthWrong',
    isNeeded: false,
  })
  const [where, number] = [pin(postPatientsMatch, 'pin'), phone(postPatientsMatch, 'phone')]
  return (
    <details className="find-person no-print">
      <summary>{title ?? t('staff.duplicates.find.title')}</summary>
      <p className="soft">{hint ?? t('staff.duplicates.find.hint')}</p>
      <Form
        fields={[name, born, where, number]}
        check={(_entered, values) => {
          // A name alone finds nobody.
          const isMeant = ['birth-day', 'birth-month', 'birth-year', 'phone'].some((part) => values(part) !== '')
          return isMeant ? [] : [{ field: born.focus, text: t('staff.duplicates.find.wrong') }]
        }}
        onSubmit={(body) => match.mutateAsync({ body })}
      >
        <div className="find-person-fields">
          {name.input}
          {born.input}
          {where.input}
          {number.input}
        </div>
        <Button kind="quiet">{t('staff.duplicates.find.search')}</Button>
      </Form>
      {match.data && <Records found={match.data.candidates} onChoose={onChoose} />}
    </details>
  )
}

function Records({ found, onChoose }: Pick<FindPersonProps, 'onChoose'> & { readonly found: readonly Found[] }) {
  const { t } = useText()
  const whoIs = ({ name, birthYear, gender, pin }: Found): string =>
    name === undefined
      ? t('staff.patient.hidden')
      : [name, birthYear, gender && t(`staff.centre.gender.${gender}`), pin].filter(Boolean).join(', ')
  return (
    <div role="status">
      <p>{t(found.length === 0 ? 'staff.duplicates.find.nobody' : 'staff.duplicates.find.choose')}</p>
      <ul className="plain">
        {found.map((one) => (
          <li key={one.patientId}>
            <Button kind="quiet" onClick={() => onChoose(one.patientId)}>
              {whoIs(one)}
            </Button>{' '}
            <span className="soft">{t(`staff.patient.grade.${one.grade}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
