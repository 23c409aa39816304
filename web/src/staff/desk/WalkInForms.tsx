// The forms of a walk-in: of a known person the doctor alone, of a new one also the person, with doubles beside.
import { Fragment } from 'react'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import type { FormField } from '../../ui/fields.tsx'
import { Candidates } from '../vaccination/bookings/Candidates.tsx'
import { type Person, usePatient, usePersonFields } from '../vaccination/who.tsx'
import { type Come, useComing } from './coming.tsx'
import type { Known } from './find-known.ts'
import { useGiving, WayOut } from './giving.tsx'

interface Issuing {
  readonly onIssued: (tokenId: string) => void
}

export function KnownForm({ known, onIssued }: Issuing & { readonly known: Known }) {
  const { t } = useText()
  const { field, priority, input } = useComing()
  const give = useGiving(onIssued)
  return (
    <Form fields={[field, priority]} onSubmit={(come) => give.send(known, come as Come)}>
      {input}
      <WayOut refused={give.refused} onUse={({ known: who, come }, id) => give.send(who, come, id)} />
      <Button>{t('staff.desk.walkIn.button')}</Button>
    </Form>
  )
}

export function NewForm({ pin, onIssued }: Issuing & { readonly pin: string }) {
  const { t } = useText()
  const { find, doubt, chosen, choose } = usePatient()
  const fields = usePersonFields(pin)
  const { field, priority, input } = useComing()
  const give = useGiving(onIssued)
  const isUndecided = doubt !== undefined && chosen === undefined
  const submit = async ({ doctorId, priority: why, ...person }: Person & Come): Promise<void> => {
    const patientId = await find(person)
    if (patientId !== undefined) await give.send({ patientId, name: person.name }, { doctorId, priority: why })
  }
  const all = [...fields, field, priority] as unknown as readonly FormField<Person & Come>[]
  return (
    <section aria-labelledby="new-person">
      <h2 id="new-person">{t('staff.desk.walkIn.new')}</h2>
      <Form
        fields={all}
        check={() => (isUndecided ? [{ field: 'candidate', text: t('staff.centre.walkIn.chooseOne') }] : [])}
        onSubmit={(entered) => submit(entered as unknown as Person & Come)}
      >
        <div className="desk-new">
          <div className="walk-in">
            {fields.map(({ focus, input: each }) => (
              <Fragment key={focus}>{each}</Fragment>
            ))}
          </div>
          {doubt && (
            <Candidates candidates={doubt.candidates} person={doubt.person} chosen={chosen} onChoose={choose} />
          )}
        </div>
        {input}
        <WayOut refused={give.refused} onUse={({ known: who, come }, id) => give.send(who, come, id)} />
        <Button>{t('staff.desk.walkIn.button')}</Button>
      </Form>
    </section>
  )
}
