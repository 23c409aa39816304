// The button and the key for the next patient: the turn of this one ends, the next is called, and the visit opens.
import { useLocation } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Key } from '../shell/Key.tsx'
import { say } from '../shell/Said.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useNextPatient } from './next-patient.ts'
import type { Visit } from './words.tsx'

export function NextPatient({ visit }: { visit?: Visit | undefined }) {
  const mayTreat = useMay('visit.treat')
  return mayTreat ? <Going visit={visit} /> : null
}

function Going({ visit }: { visit: Visit | undefined }) {
  const { t } = useText()
  const [, go] = useLocation()
  const next = useNextPatient(visit)
  const run = async (): Promise<void> => {
    const found = await next.goOn()
    if (!found) return say({ text: t('staff.prescribing.nobody') })
    const { label, room = '' } = found
    if (label !== undefined) say({ text: t('staff.queues.said.called', { label, room }) })
    go(`/staff/visits/${found.visitId}`)
  }
  const runQuietly = () => void run().catch(() => undefined)
  useShortcuts(t('staff.visits.one'), [{ keys: 'n', label: t('staff.prescribing.next'), run: runQuietly }])
  return (
    <>
      {next.error && <Failure error={next.error} takesFocus />}
      <Button kind="tint" onClick={runQuietly}>
        {t('staff.prescribing.next')} <Key name="n" />
      </Button>
    </>
  )
}
