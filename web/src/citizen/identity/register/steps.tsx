// The pages of registering, in their order: what each asks, and how its answer is read.
import type { ReactNode } from 'react'
import { today } from '../../../i18n/format.ts'
import { DateField, Field, PhoneField, PinField, Radios, readDate, readPhone, readPin } from '../../../ui/Field.tsx'
import type { Values } from '../../../ui/Form.tsx'
import type { Registration } from './draft.ts'

type T = (key: string) => string

export interface Step {
  readonly name: string
  readonly fields: (known: Partial<Registration>, t: T) => ReactNode
  /** What was answered; undefined when it is not an answer yet. */
  readonly read: (values: Values) => Partial<Registration> | undefined
  /** The field that is wrong then; its words are `errors.<field>`. */
  readonly field: string
  /** Where the focus goes, when that is not the field itself. */
  readonly focus?: string
}

const GENDERS = ['female', 'male', 'other', 'unknown'] as const
const PASSWORD_LENGTH_MIN = 8

export const steps: readonly Step[] = [
  {
    name: 'phone',
    field: 'phone',
    fields: ({ phone }, t) => <PhoneField defaultValue={phone} hint={t('register.phone.hint')} />,
    read: (values) => {
      const phone = readPhone(values('phone'))
      return phone === undefined ? undefined : { phone }
    },
  },
  {
    name: 'name',
    field: 'name',
    fields: ({ name }, t) => (
      <Field
        name="name"
        label={t('register.name.label')}
        hint={t('register.name.hint')}
        autoComplete="name"
        maxLength={120}
        spellCheck={false}
        defaultValue={name}
      />
    ),
    read: (values) => (values('name') === '' ? undefined : { name: values('name') }),
  },
  {
    name: 'birth',
    field: 'birthDate',
    focus: 'birth-day',
    fields: ({ birthDate, birthYear }, t) => (
      <DateField
        name="birth"
        label={t('register.birth.label')}
        hint={t('register.birth.hint')}
        value={birthDate ?? (birthYear === undefined ? undefined : String(birthYear))}
        isBirth
      />
    ),
    read: readBirth,
  },
  {
    name: 'gender',
    field: 'gender',
    fields: ({ gender }, t) => (
      <Radios
        name="gender"
        label={t('register.gender.label')}
        value={gender}
        options={GENDERS.map((value) => ({ value, text: t(`register.gender.${value}`) }))}
      />
    ),
    read: (values) => {
      const gender = GENDERS.find((each) => each === values('gender'))
      return gender && { gender }
    },
  },
  {
    name: 'pin',
    field: 'pin',
    fields: ({ pin }, t) => <PinField defaultValue={pin} hint={t('register.pin.hint')} />,
    read: (values) => {
      const pin = readPin(values('pin'))
      return pin === undefined ? undefined : { pin }
    },
  },
  {
    name: 'password',
    field: 'password',
    fields: (_known, t) => (
      <Field
        name="password"
        label={t('register.password.label')}
        hint={t('register.password.hint')}
        type="password"
        size="medium"
        autoComplete="new-password"
      />
    ),
    read: (values) => (values('password').length < PASSWORD_LENGTH_MIN ? undefined : { password: values('password') }),
  },
]

/** A date, or the year alone where day and month are left empty. */
function readBirth(values: Values): Partial<Registration> | undefined {
  const birthDate = readDate(values, 'birth')
  if (birthDate !== undefined) return birthDate <= today() ? withBirth({ birthDate }) : undefined
  const isYearAlone = values('birth-day') === '' && values('birth-month') === ''
  const birthYear = Number(values('birth-year'))
  const thisYear = Number(today().slice(0, 4))
  return isYearAlone && birthYear > thisYear - 130 && birthYear <= thisYear ? withBirth({ birthYear }) : undefined
}

// One takes the place of the other when the answer is changed.
const withBirth = (birth: { birthDate?: string; birthYear?: number }): Partial<Registration> =>
  ({ birthDate: undefined, birthYear: undefined, ...birth }) as Partial<Registration>
