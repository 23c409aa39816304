// Amends a prescription: other times, days or ways, a line less, and why. Each warning asks for a reason of its own.
import { useState } from 'react'
import { postPrescriptionsAmendments } from '../../../api/limits/post-prescriptions-amendments.ts'
import { isProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { reason } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'
import type { Prescription } from './PrescriptionPage.tsx'
import { doseOf, type NewLine, readTaking, toTyped } from './taking.ts'
import { type Reasons, toOverrides, type Warning, WarningReasons } from './WarningReasons.tsx'
import { WaySelect } from './WaySelect.tsx'
import type { Way } from './ways.ts'

type Line = Prescription['lines'][number]

const USUAL = ['dose', 'reaction', 'better', 'mistake'] as const

/** An empty field takes the line out. */
export function AmendForm({ prescription, onDone }: { prescription: Prescription; onDone: () => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/prescriptions/{prescriptionId}/amendments')
  const active = prescription.lines.filter(({ state }) => state === 'active')
  const [typed, setTyped] = useState(() => new Map(active.map((line) => [line.lineKey, toTyped(line)])))
  const [ways, setWays] = useState(() => new Map(active.map((line) => [line.lineKey, line.route])))
  const [open, setOpen] = useState<readonly Warning[]>([])
  const [reasons, setReasons] = useState<Reasons>({})
  const wrong = active.filter(({ lineKey }) => {
    const text = typed.get(lineKey)?.trim() ?? ''
    return text !== '' && readTaking(text) === undefined
  })
  const why = reason(postPrescriptionsAmendments, 'reason', {
    label: t('staff.prescribing.amendWhy'),
    wrong: 'staff.prescribing.reasonMissing',
    usual: USUAL.map((each) => t(`staff.prescribing.stopReasons.${each}`)),
  })
  const amend = async (because: string): Promise<void> => {
    const lines = active.flatMap((line) =>
      toNewLine({ ...line, route: ways.get(line.lineKey) ?? line.route }, typed.get(line.lineKey) ?? ''),
    )
    const overrides = toOverrides(open, reasons) ?? []
    const { prescriptionId, newestVersion } = prescription
    try {
      await send.mutateAsync({
        path: { prescriptionId },
        body: { lines, reason: because, ...(overrides.length > 0 && { overrides: [...overrides] }) },
        ifMatch: `"v${newestVersion}"`,
      })
    } catch (error) {
      if (!isProblem(error, 'warning-open')) throw error
      // The server tells what has no reason yet. What has one stays, with its reason.
      const further = error.members.warnings as readonly Warning[]
      setOpen((before) => [...before.filter((one) => !further.some((other) => isSame(one, other))), ...further])
      return
    }
    onDone()
    say({ text: t('staff.prescribing.amended'), detail: prescription.patient.name })
  }
  return (
    <Form
      fields={[why]}
      needsPress
      check={() => [
        ...wrong.map(({ lineKey }) => ({ field: `amend-${lineKey}`, text: t('staff.prescribing.takingWrong') })),
        ...(toOverrides(open, reasons)
          ? []
          : [{ field: 'amend-warnings', text: t('staff.prescribing.reasonMissing') }]),
      ]}
      onSubmit={({ reason: because }) => amend(because)}
    >
      <p className="field-hint">{t('staff.prescribing.amendHint')}</p>
      {active.map(({ lineKey, genericName }) => (
        <div key={lineKey} className="field">
          <label htmlFor={`amend-${lineKey}`}>{genericName}</label>
          <input
            id={`amend-${lineKey}`}
            className="input input-full"
            autoComplete="off"
            maxLength={320}
            value={typed.get(lineKey) ?? ''}
            onChange={({ target }) => setTyped(new Map(typed).set(lineKey, target.value))}
          />
          <WaySelect
            id={`amend-way-${lineKey}`}
            name={genericName}
            value={ways.get(lineKey)}
            onChange={(way: Way | undefined) => way && setWays(new Map(ways).set(lineKey, way))}
          />
        </div>
      ))}
      {why.input}
      {open.length > 0 && (
        <div id="amend-warnings" tabIndex={-1}>
          <Notice kind="warning" takesFocus title={t('staff.prescribing.amendWarned')} />
          <WarningReasons warnings={open} lines={active} reasons={reasons} onChange={setReasons} />
        </div>
      )}
      <Button>{t(open.length > 0 ? 'staff.prescribing.amendAnyway' : 'staff.prescribing.amend')}</Button>
    </Form>
  )
}

function toNewLine(line: Line, text: string): NewLine[] {
  const taking = readTaking(text)
  if (!taking) return []
  const { lineKey, itemCode, genericName, form, strength, unit, route, substitution } = line
  const named = itemCode === undefined ? { genericName, form, strength } : { itemCode }
  const { times, days, instructions } = taking
  const taken = { times, days, ...(instructions !== undefined && { instructions }) }
  return [{ lineKey, ...named, dose: doseOf(times, unit === '' ? line.dose : unit), route, substitution, ...taken }]
}

const isSame = (one: Warning, other: Warning): boolean =>
  one.kind === other.kind && one.lineKey === other.lineKey && one.against === other.against
