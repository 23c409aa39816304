// Takes specimens: one button for each container, the first in focus, so that Enter takes it and its label prints.
import { useEffect, useRef } from 'react'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { usePrint } from '../../ui/Prints.tsx'
import { say } from '../shell/Said.tsx'
import type { Line, Order } from './words.tsx'

interface Container {
  readonly kind: NonNullable<Line['specimenKind']>
  readonly container: string
  readonly lines: readonly Line[]
}

/** Lines that need the same kind in the same container go into one. */
function containersOf(order: Order): Container[] {
  const waiting = order.lines.filter(({ status, kind }) => status === 'PLACED' && kind !== 'imaging')
  const grouped = Map.groupBy(waiting, ({ specimenKind, container }) => `${specimenKind} ${container}`)
  return [...grouped.values()].flatMap((lines) => {
    const [first] = lines
    return first?.specimenKind ? [{ kind: first.specimenKind, container: first.container ?? '', lines }] : []
  })
}

export function CollectPart({ order }: { order: Order }) {
  const { t } = useText()
  const { orderId, patient, isSettled, priority } = order
  const send = useSend('POST /v1/diagnostics/orders/{orderId}/specimens')
  const label = usePrint('GET /v1/diagnostics/specimens/{specimenId}/label')
  const containers = containersOf(order)
  const acts = useFocusFirst(containers.length)
  const take = async ({ kind, lines }: Container): Promise<void> => {
    const body = { kind, lines: lines.map(({ line }) => line) }
    const { specimen } = await send.mutateAsync({ path: { orderId }, body })
    say({
      text: t('staff.laboratory.said.collected', { number: specimen.accession ?? '' }),
      ...(patient && { detail: patient.name }),
    })
    label.print({ path: { specimenId: specimen.specimenId } })
  }
  if (containers.length === 0) return null
  return (
    <section className="lab-part no-print">
      <h2>{t('staff.laboratory.collect.title')}</h2>
      {!isSettled && priority === 'routine' && <p>{t('staff.laboratory.collect.unpaid')}</p>}
      {(send.error ?? label.error) && <Failure error={send.error ?? label.error} takesFocus />}
      <div ref={acts}>
        {containers.map((one) => (
          <div key={`${one.kind} ${one.container}`} className="lab-row">
            <span>
              <strong>{one.container}</strong> {t(`staff.laboratory.specimen.${one.kind}`)}{' '}
              <span className="soft">{one.lines.map(({ name }) => name).join(', ')}</span>
            </span>
            <Button onClick={() => void take(one).catch(() => undefined)}>
              {t('staff.laboratory.collect.take')} <span className="visually-hidden">{one.container}</span>
            </Button>
          </div>
        ))}
      </div>
    </section>
  )
}

/** The first button gets the focus after the heading of the page has had it, and again when one container is done. */
export function useFocusFirst(count: number) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (count === 0) return
    const timer = setTimeout(() => box.current?.querySelector<HTMLElement>('button, input, select')?.focus(), 0)
    return () => clearTimeout(timer)
  }, [count])
  return box
}
