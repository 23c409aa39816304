// Vitals: what was measured, and a form to type the next values with Tab and Enter.
import { useState } from 'react'
import type { Request } from '../../api/client.ts'
import { postVisitsVitals } from '../../api/limits/post-visits-vitals.ts'
import { isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { decimal } from '../../ui/numbers.tsx'
import { say } from '../shell/Said.tsx'
import type { Visit } from './words.tsx'

const READINGS = [
  ...(['temperatureCelsius', 'pulsePerMinute', 'systolicMmHg', 'diastolicMmHg', 'spo2Percent'] as const),
  ...(['respirationsPerMinute', 'weightKg', 'heightCm', 'glucoseMgPerDl', 'painOfTen'] as const),
] as const
type Taking = Request<'POST /v1/visits/{visitId}/vitals'>['body']

interface VitalsPartProps {
  readonly visit: Visit
  readonly patientName: string
  readonly mayTake: boolean
}

export function VitalsPart({ visit, patientName, mayTake }: VitalsPartProps) {
  const { t, format } = useText()
  const corrected = new Set(visit.vitals.flatMap(({ corrects }) => corrects ?? []))
  const current = visit.vitals.filter(({ vitalsId }) => !corrected.has(vitalsId))
  const isOpen = visit.status === 'OPEN' || visit.status === 'IN_PROGRESS'
  return (
    <section className="visit-part">
      <h2>{t('staff.visits.vitals.title')}</h2>
      {current.length === 0 && <p className="soft">{t('staff.visits.vitals.none')}</p>}
      <ul className="plain">
        {current.map((vitals) => (
          <li key={vitals.vitalsId}>
            <span className="soft">{format.time(vitals.takenAt)}</span>{' '}
            {READINGS.flatMap((name) =>
              vitals[name] === undefined ? [] : [`${t(`staff.visits.vitals.${name}`)}: ${vitals[name]}`],
            ).join(', ') || t('staff.visits.vitals.withdrawn')}
          </li>
        ))}
      </ul>
      {mayTake && isOpen && <VitalsForm key={visit.vitals.length} visitId={visit.visitId} patientName={patientName} />}
    </section>
  )
}

function VitalsForm({ visitId, patientName }: { visitId: string; patientName: string }) {
  const { t } = useText()
  const send = useSend('POST /v1/visits/{visitId}/vitals')
  const [unlikely, setUnlikely] = useState<readonly string[]>([])
  const fields = READINGS.map((name) =>
    decimal(postVisitsVitals, name, { label: t(`staff.visits.vitals.${name}`), wrong: 'staff.visits.vitals.wrong' }),
  )
  const take = async (entered: Taking): Promise<void> => {
    try {
      await send.mutateAsync({
        path: { visitId },
        body: { ...entered, ...(unlikely.length > 0 && { confirmed: true }) },
      })
    } catch (error) {
      if (!isProblem(error, 'reading-unlikely')) throw error
      setUnlikely(error.members.unlikely as readonly string[])
      return
    }
    setUnlikely([])
    say({ text: t('staff.visits.said.vitals'), detail: patientName })
  }
  return (
    <Form
      fields={fields}
      check={(_entered, values) =>
        READINGS.every((name) => values(name) === '')
          ? [{ field: READINGS[0], text: t('staff.visits.vitals.nothing') }]
          : []
      }
      onSubmit={(entered) => take(entered as Taking)}
    >
      <div className="visit-vitals">
        {fields.map((field) => (
          <div key={field.focus}>{field.input}</div>
        ))}
      </div>
      {unlikely.length > 0 && (
        <Notice kind="warning" takesFocus title={t('staff.visits.vitals.unlikely')}>
          <p>{unlikely.map((name) => t(`staff.visits.vitals.${name}`)).join(', ')}</p>
        </Notice>
      )}
      <Button kind="tint">{t(unlikely.length > 0 ? 'staff.visits.vitals.confirm' : 'staff.visits.vitals.save')}</Button>
    </Form>
  )
}
