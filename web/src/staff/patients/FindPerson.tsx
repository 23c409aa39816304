// Who is meant: a name with a birth or a phone finds the records of one person, and one of them is chosen.
import type { Answer } from '../../api/client.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, PhoneField, PinField, readPhone, readPin } from '../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../ui/Form.tsx'
import './find-person.css'
import { BirthField, readBirth } from './BirthField.tsx'

type Found = Answer<'POST /v1/patients/match'>['candidates'][number]

interface FindPersonProps {
  readonly onChoose: (patientId: string) => void
}

export function FindPerson({ onChoose }: FindPersonProps) {
  const { t } = useText()
  const match = useSend('POST /v1/patients/match')
  const check = useCheck()
  const submit = (values: Values): Promise<unknown> => {
    const [pin, phone] = [readPin(values('pin')), readPhone(values('phone'))]
    return match.mutateAsync({
      body: {
        fullName: values('name'),
        ...readBirth(values),
        ...(pin !== undefined && { pin }),
        ...(phone !== undefined && { phone }),
      },
    })
  }
  return (
    <details className="find-person no-print">
      <summary>{t('staff.duplicates.find.title')}</summary>
      <p className="soft">{t('staff.duplicates.find.hint')}</p>
      <Form check={check} fieldOf={{ fullName: 'name', birthDate: 'birth-day' }} onSubmit={submit}>
        <div className="find-person-fields">
          <Field name="name" label={t('staff.patient.name')} size="medium" autoComplete="off" />
          <BirthField />
          <PinField />
          <PhoneField />
        </div>
        <Button kind="quiet">{t('staff.duplicates.find.search')}</Button>
      </Form>
      {match.data && <Records found={match.data.candidates} onChoose={onChoose} />}
    </details>
  )
}

function useCheck(): (values: Values) => FieldError[] {
  const { t } = useText()
  return (values) => {
    const found: FieldError[] = []
    const hasBirth = values('birth-day') + values('birth-month') + values('birth-year') !== ''
    if (values('name') === '') found.push({ field: 'name', text: t('errors.name') })
    if (hasBirth && !readBirth(values)) found.push({ field: 'birth-day', text: t('staff.patient.birthWrong') })
    if (values('pin') !== '' && !readPin(values('pin'))) found.push({ field: 'pin', text: t('errors.pin') })
    if (values('phone') !== '' && !readPhone(values('phone'))) found.push({ field: 'phone', text: t('errors.phone') })
    if (!hasBirth && values('phone') === '') found.push({ field: 'birth-day', text: t('staff.duplicates.find.wrong') })
    return found
  }
}

function Records({ found, onChoose }: FindPersonProps & { readonly found: readonly Found[] }) {
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
