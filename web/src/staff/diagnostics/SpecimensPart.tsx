// The specimens of an order: their numbers and labels, their receipt, and their rejection with a reason.
import { useState } from 'react'
import * as ofRejection from '../../api/limits/post-diagnostics-specimens-rejection.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { usePrint } from '../../ui/Prints.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { Key } from '../shell/Key.tsx'
import { say } from '../shell/Said.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useFocusFirst } from './CollectPart.tsx'
import type { Line, Order } from './words.tsx'

const rejection = ofRejection.postDiagnosticsSpecimensRejection

type Specimen = NonNullable<Line['specimen']>

function specimensOf({ lines }: Order): Specimen[] {
  const live = lines.flatMap(({ specimen }) => specimen ?? [])
  const all = [...live, ...lines.flatMap(({ rejections }) => rejections)]
  return [...new Map(all.map((one) => [one.specimenId, one])).values()].filter(({ status }) => status !== 'EXPECTED')
}

export function SpecimensPart({ order }: { order: Order }) {
  const { t } = useText()
  const { patient } = order
  const specimens = specimensOf(order)
  const waiting = specimens.filter(({ status }) => status === 'COLLECTED')
  const [rejected, setRejected] = useState<Specimen>()
  const receive = useSend('POST /v1/diagnostics/specimens/{specimenId}/receipt')
  const label = usePrint('GET /v1/diagnostics/specimens/{specimenId}/label')
  const rows = useFocusFirst(waiting.length)
  const run = async ({ specimenId, accession = '' }: Specimen): Promise<void> => {
    await receive.mutateAsync({ path: { specimenId } })
    say({ text: t('staff.laboratory.said.received', { number: accession }), ...(patient && { detail: patient.name }) })
  }
  const quietly = (one: Specimen) => () => void run(one).catch(() => undefined)
  const [first] = waiting
  useShortcuts(
    t('staff.laboratory.order'),
    first ? [{ keys: 'r', label: t('staff.laboratory.receive.take'), run: quietly(first) }] : [],
  )
  if (specimens.length === 0) return null
  return (
    <section className="lab-part">
      <h2>{t('staff.laboratory.receive.title')}</h2>
      {(receive.error ?? label.error) && <Failure error={receive.error ?? label.error} takesFocus />}
      <div ref={rows}>
        {specimens.map((one) => (
          <div key={one.specimenId} className="lab-row">
            <State specimen={one} />
            <div className="lab-acts no-print">
              {one.status === 'COLLECTED' && (
                <Button onClick={quietly(one)}>
                  {t('staff.laboratory.receive.take')} {one === first && <Key name="r" />}
                </Button>
              )}
              {(one.status === 'COLLECTED' || one.status === 'RECEIVED') && (
                <Button kind="remove" onClick={() => setRejected(one)}>
                  {t('staff.laboratory.reject.open')}
                </Button>
              )}
              {one.status !== 'REJECTED' && (
                <Button kind="quiet" onClick={() => label.print({ path: { specimenId: one.specimenId } })}>
                  {t('staff.laboratory.label')}
                </Button>
              )}
            </div>
          </div>
        ))}
      </div>
      <Dialog
        title={t('staff.laboratory.reject.title', { number: rejected?.accession ?? '' })}
        isOpen={rejected !== undefined}
        onClose={() => setRejected(undefined)}
      >
        {rejected && <RejectForm specimen={rejected} order={order} onDone={() => setRejected(undefined)} />}
      </Dialog>
    </section>
  )
}

function State({ specimen }: { specimen: Specimen }) {
  const { t, format } = useText()
  const { accession, container, status, rejectReason, rejectNote, collectedAt, receivedAt, rejectedAt } = specimen
  const at = rejectedAt ?? receivedAt ?? collectedAt
  return (
    <span>
      <strong className="tabular">{accession}</strong> {container}{' '}
      <span className="soft">
        {t(`staff.laboratory.specimenStatus.${status}`)}
        {at !== undefined && `, ${format.instant(at)}`}
      </span>
      {rejectReason !== undefined && (
        <>
          <br />
          {t(`staff.laboratory.reject.reasons.${rejectReason}`)} {rejectNote}
        </>
      )}
    </span>
  )
}

interface RejectProps {
  readonly specimen: Specimen
  readonly order: Order
  readonly onDone: () => void
}

function RejectForm({ specimen, order: { patient }, onDone }: RejectProps) {
  const { t } = useText()
  const send = useSend('POST /v1/diagnostics/specimens/{specimenId}/rejection')
  const why = choice(rejection, 'reason', {
    label: t('staff.laboratory.reject.why'),
    options: rejection.reason.enum.map((value) => ({ value, text: t(`staff.laboratory.reject.reasons.${value}`) })),
    wrong: 'staff.laboratory.reject.whyWrong',
  })
  const note = text(rejection, 'note', {
    label: t('staff.laboratory.reject.note'),
    hint: t('staff.laboratory.reject.noteHint'),
    wrong: 'staff.laboratory.reject.noteWrong',
  })
  return (
    <Form
      fields={[why, note]}
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { specimenId: specimen.specimenId }, body })
        onDone()
        say({
          text: t('staff.laboratory.said.rejected', { number: specimen.accession ?? '' }),
          ...(patient && { detail: patient.name }),
        })
      }}
    >
      <p>{t('staff.laboratory.reject.then')}</p>
      {why.input}
      {note.input}
      <Button kind="danger">{t('staff.laboratory.reject.button')}</Button>
    </Form>
  )
}
