// Who stands at the counter: the fields of the person, and a choice when somebody similar is registered already.
import { useState } from 'react'
import type { Request } from '../../api/client.ts'
import { postPatientsRegistrations } from '../../api/limits/post-patients-registrations.ts'
import { isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { choice } from '../../ui/choices.tsx'
import { birth } from '../../ui/days.tsx'
import { phone, pin, text } from '../../ui/fields.tsx'
import type { Candidate } from './bookings/Candidates.tsx'

export type Person = Request<'POST /v1/patients/registrations'>['body']

/** The person registered by an earlier press of the button, when the server refused only the seat. */
interface Registered {
  readonly text: string
  readonly patientId: string
}

/** The patient of the form: chosen among the known people, registered earlier, or new. */
export function usePatient() {
  const register = useSend('POST /v1/patients/registrations')
  const [registered, setRegistered] = useState<Registered>()
  const [doubt, setDoubt] = useState<{ person: Person; candidates: readonly Candidate[] }>()
  const [chosen, setChosen] = useState<string>()
  /** Undefined while the user must say whether the person is one of the known people. */
  const find = async (person: Person): Promise<string | undefined> => {
    const text = JSON.stringify(person)
    if (registered?.text === text) return registered.patientId
    const isSame = doubt !== undefined && JSON.stringify(doubt.person) === text
    if (isSame && chosen !== undefined && chosen !== 'new') return chosen
    try {
      const body = isSame && chosen === 'new' ? { ...person, confirmedNew: true } : person
      const { patientId } = await register.mutateAsync({ body })
      setRegistered({ text, patientId })
      return patientId
    } catch (error) {
      if (!isProblem(error, 'patient-may-exist')) throw error
      setDoubt({ person, candidates: error.members.candidates as readonly Candidate[] })
      setChosen(undefined)
      return undefined
    }
  }
  return { find, doubt, chosen, choose: setChosen }
}

/** The fields of a person who walks in. */
export function usePersonFields(pinCode: string | undefined) {
  const { t } = useText()
  const of = postPatientsRegistrations
  return [
    text(of, 'name', { label: t('staff.patient.name'), size: 'medium', autoComplete: 'off', means: ['patientId'] }),
    birth(of, {
      label: t('staff.patient.birth'),
      hint: t('staff.patient.birthHint'),
      wrong: 'staff.patient.birthWrong',
    }),
    choice(of, 'gender', {
      label: t('staff.centre.walkIn.gender'),
      options: (['female', 'male', 'other'] as const).map((value) => ({
        value,
        text: t(`staff.centre.gender.${value}`),
      })),
    }),
    pin(of, 'pin', { value: pinCode, hint: t('staff.centre.walkIn.pinHint') }),
    phone(of, 'phone', { hint: t('staff.centre.walkIn.phoneHint') }),
  ] as const
}
