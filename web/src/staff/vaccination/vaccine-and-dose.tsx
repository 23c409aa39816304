// The choice of a vaccine together with one of its doses.
import type { Answer } from '../../api/client.ts'
import { postVaccinationSessions } from '../../api/limits/post-vaccination-sessions.ts'
import { type Option, Select } from '../../ui/choices.tsx'
import { type FormField, REFUSED } from '../../ui/fields.tsx'

type Vaccine = Answer<'GET /v1/vaccination/vaccines'>['items'][number]

interface Chosen {
  readonly vaccine: string
  readonly dose: number
}

interface VaccineAndDoseLook {
  readonly label: string
  readonly hint?: string
  /** The name of the input, where a page has another field with the usual name. */
  readonly name?: string
  readonly vaccines: readonly Vaccine[]
  readonly textOf: (chosen: Chosen & { readonly course: string }) => string
}

export function vaccineAndDose({
  label,
  hint,
  name = 'kind',
  vaccines,
  textOf,
}: VaccineAndDoseLook): FormField<Chosen> {
  const all = vaccines.flatMap(({ code, course, doses }) =>
    Array.from({ length: doses }, (_, nth) => ({ course, vaccine: code, dose: nth + 1 })),
  )
  const options: Option[] = all.map((chosen) => ({ value: keyOf(chosen), text: textOf(chosen) }))
  return {
    input: <Select name={name} label={label} hint={hint} options={options} />,
    ...{ focus: name, means: ['vaccine', 'dose'], limits: postVaccinationSessions.vaccine },
    read: (values) => {
      const found = all.find((chosen) => keyOf(chosen) === values(name))
      return found ? { part: { vaccine: found.vaccine, dose: found.dose } } : REFUSED
    },
  }
}

const keyOf = ({ vaccine, dose }: Chosen): string => `${dose} ${vaccine}`
