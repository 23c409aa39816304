// The fields of a doctor, for registering and for correcting one.
import type { Answer } from '../../api/client.ts'
import { postDoctors } from '../../api/limits/post-doctors.ts'
import { useWhole } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import { choice, choices, select } from '../../ui/choices.tsx'
import { list, text } from '../../ui/fields.tsx'
import { type Doctor, useCouncilName } from './words.tsx'

type Staff = Answer<'GET /v1/staff'>['items'][number]

const of = postDoctors

/** People say `MD (Paediatrics)`: only a comma ends a qualification. */
const toQualifications = (typed: string): string[] =>
  typed
    .split(/[,;]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** The facts that an official compares with the register. */
export function useCheckedFields(doctor?: Doctor) {
  const { t } = useText()
  return [
    text(of, 'name', {
      label: t('staff.doctors.name'),
      hint: t('staff.doctors.nameHint'),
      value: doctor?.name,
      size: 'medium',
      autoComplete: 'off',
    }),
    list(of, 'qualifications', {
      label: t('staff.doctors.qualifications'),
      hint: t('staff.doctors.qualificationsHint'),
      value: doctor?.qualifications,
      toItems: toQualifications,
      autoComplete: 'off',
      size: 'medium',
    }),
    choice(of, 'gender', {
      label: t('staff.doctors.gender'),
      value: doctor?.gender,
      options: of.gender.enum.map((value) => ({ value, text: t(`staff.centre.gender.${value}`) })),
    }),
  ] as const
}

/** What patients look for. */
export function usePatientFields(doctor?: Doctor) {
  const { t, language } = useText()
  const inOrder = (one: { text: string }, other: { text: string }) => one.text.localeCompare(other.text, language.code)
  return [
    choices(of, 'specialities', {
      label: t('staff.doctors.specialities'),
      value: doctor?.specialities,
      options: of.specialities.items.enum
        .map((value) => ({ value, text: t(`staff.doctors.speciality.${value}`) }))
        .toSorted(inOrder),
    }),
    choices(of, 'languages', {
      label: t('staff.doctors.languages'),
      value: doctor?.languages ?? ['en', 'hi'],
      options: of.languages.items.enum.map((value) => ({ value, text: t(`staff.doctors.language.${value}`) })),
    }),
  ] as const
}

export function useRegistrationFields() {
  const { t, language } = useText()
  const councilName = useCouncilName()
  const states = of.council.enum
    .filter((value) => value !== 'NMC')
    .map((value) => ({ value: value as string, text: councilName(value) }))
    .toSorted((one, other) => one.text.localeCompare(other.text, language.code))
  return [
    select(of, 'council', {
      label: t('staff.doctors.council'),
      hint: t('staff.doctors.councilHint'),
      options: [{ value: '', text: '' }, ...states, { value: 'NMC', text: t('staff.doctors.nmc') }],
    }),
    text(of, 'registrationNo', {
      label: t('staff.doctors.registrationNo'),
      hint: t('staff.doctors.registrationNoHint'),
      size: 'medium',
      autoComplete: 'off',
      spellCheck: false,
    }),
  ] as const
}

/** The staff of a hospital who have the role of a doctor. Undefined until they are known. */
export function useDoctorAccounts(facilityId: string): readonly Staff[] | undefined {
  const enabled = useMay('staff.appoint')
  const { data, error } = useWhole('GET /v1/staff', { facility: facilityId }, { enabled })
  if (!enabled || error) return []
  return data?.filter(({ isActive, roles }) => isActive && roles.includes('doctor'))
}

export function accountField(
  { t }: Pick<ReturnType<typeof useText>, 't'>,
  accounts: readonly Staff[],
  accountId?: string,
) {
  // An account that is bound may be of a hospital whose staff this user does not see.
  const isUnseen = accountId !== undefined && !accounts.some((each) => each.accountId === accountId)
  return select(of, 'accountId', {
    label: t('staff.doctors.account'),
    hint: t('staff.doctors.accountHint'),
    value: accountId,
    options: [
      { value: '', text: t('staff.doctors.noAccount') },
      ...(isUnseen ? [{ value: accountId, text: t('staff.doctors.accountElsewhere') }] : []),
      ...accounts.map(({ accountId: value, name, phoneLast4 }) => ({ value, text: `${name} •••• ${phoneLast4}` })),
    ],
  })
}
