// The pages of registering, in their order, and the field that each page asks for.
import { postAuthRegister } from '../../../api/limits/post-auth-register.ts'
import { choice } from '../../../ui/choices.tsx'
import { birth } from '../../../ui/days.tsx'
import { type FormField, phone, pin, text } from '../../../ui/fields.tsx'
import { newPassword } from '../sign-in/new-password.tsx'
import type { Registration } from './draft.ts'

type T = (key: string) => string

export interface Step {
  readonly name: string
  readonly ask: (known: Partial<Registration>, t: T) => FormField<Partial<Registration>>
}

const GENDERS = ['female', 'male', 'other', 'unknown'] as const

export const steps: readonly Step[] = [
  {
    name: 'phone',
    ask: (known, t) => phone(postAuthRegister, 'phone', { value: known.phone, hint: t('register.phone.hint') }),
  },
  {
    name: 'name',
    ask: ({ name }, t) =>
      text(postAuthRegister, 'name', {
        label: t('register.name.label'),
        hint: t('register.name.hint'),
        autoComplete: 'name',
        spellCheck: false,
        value: name,
      }),
  },
  { name: 'birth', ask: askBirth },
  {
    name: 'gender',
    ask: ({ gender }, t) =>
      choice(postAuthRegister, 'gender', {
        label: t('register.gender.label'),
        value: gender,
        options: GENDERS.map((value) => ({ value, text: t(`register.gender.${value}`) })),
      }),
  },
  {
    name: 'pin',
    ask: (known, t) => pin(postAuthRegister, 'pin', { value: known.pin, hint: t('register.pin.hint') }),
  },
  {
    name: 'password',
    ask: (_known, t) => newPassword(postAuthRegister, t, t('register.password.label')),
  },
]

function askBirth({ birthDate, birthYear }: Partial<Registration>, t: T): FormField<Partial<Registration>> {
  const field = birth(postAuthRegister, {
    label: t('register.birth.label'),
    hint: t('register.birth.hint'),
    value: birthDate ?? birthYear?.toString(),
  })
  return {
    ...field,
    read: (values) => {
      const read = field.read(values)
      // When the person changes the answer, the date replaces the year, and the year replaces the date.
      const neither = { birthDate: undefined, birthYear: undefined }
      return 'part' in read ? { part: { ...neither, ...read.part } as Partial<Registration> } : read
    },
  }
}
