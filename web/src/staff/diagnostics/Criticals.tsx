// Critical results: the laboratory tells somebody by telephone, who reads the value back; a doctor acknowledges.
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { postDiagnosticsOrdersLinesTelling as limits } from '../../api/limits/post-diagnostics-orders-lines-telling.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Empty } from '../lists/Empty.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { addressOf, type Critical, Due, FlagTag, useRangeWords, Value } from './words.tsx'

const OFTEN = { everyMs: 20_000 }
const keyOf = ({ orderId, line, version }: Critical): string => `${orderId} ${line} ${version}`
const nameOf = ({ patientName, initials }: Critical): string => patientName ?? initials

export function CriticalsOfLab({ lab }: { lab: string }) {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/diagnostics/criticals', { query: { lab, limit: 100 } }, OFTEN)
  const [told, setTold] = useState<Critical>()
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <TableSkeleton />
  return (
    <>
      {data.items.length === 0 && (
        <Empty icon="bolt" title={t('staff.laboratory.none.critical')}>
          {t('staff.laboratory.noneWhy.critical')}
        </Empty>
      )}
      {data.items.map((one) => (
        <CriticalRow key={keyOf(one)} one={one} href={addressOf(one.orderId)}>
          <Button onClick={() => setTold(one)}>
            {t('staff.laboratory.critical.tell')} <span className="visually-hidden">{nameOf(one)}</span>
          </Button>
        </CriticalRow>
      ))}
      <Dialog
        title={told ? t('staff.laboratory.critical.title', { name: nameOf(told) }) : ''}
        isOpen={told !== undefined}
        onClose={() => setTold(undefined)}
      >
        {told && <TellForm one={told} onDone={() => setTold(undefined)} />}
      </Dialog>
    </>
  )
}

interface RowProps {
  readonly one: Critical
  readonly href?: string
  readonly children: ReactNode
}

function CriticalRow({ one, href, children }: RowProps) {
  const { t, format } = useText()
  const rangeOf = useRangeWords()
  const { result, test, dueAt, toldTo, toldAt, escalations } = one
  return (
    <div className="lab-part">
      <div className="lab-head">
        <strong>
          {href === undefined ? (
            nameOf(one)
          ) : (
            <Link href={href} data-row>
              {nameOf(one)}
            </Link>
          )}
        </strong>
        <span>{test}</span>
        {result && <Value result={result} />}
        {result && <FlagTag result={result} />}
        <span className="soft">{result && rangeOf(result)}</span>
      </div>
      <div className="lab-head">
        <span>
          {t('staff.laboratory.critical.until')} <Due dueAt={dueAt} nowMs={Date.now()} />
        </span>
        {escalations > 0 && <Tag kind="error">{t('staff.laboratory.critical.escalated')}</Tag>}
        <span>
          {toldTo === undefined || toldAt === undefined
            ? t('staff.laboratory.critical.untold')
            : t('staff.laboratory.critical.told', { name: toldTo, time: format.instant(toldAt) })}
        </span>
        <div className="lab-acts no-print">{children}</div>
      </div>
    </div>
  )
}

/** No key tells: it cannot be taken back. */
function TellForm({ one, onDone }: { one: Critical; onDone: () => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/diagnostics/orders/{orderId}/lines/{line}/telling')
  const to = text(limits, 'to', {
    label: t('staff.laboratory.critical.to'),
    autoComplete: 'off',
    wrong: 'staff.laboratory.critical.toWrong',
  })
  return (
    <Form
      needsPress
      fields={[to]}
      check={(_entered, values) =>
        values('readBack') === 'on' ? [] : [{ field: 'readBack', text: t('staff.laboratory.critical.readBackWrong') }]
      }
      onSubmit={async ({ to: name }) => {
        const path = { orderId: one.orderId, line: one.line }
        await send.mutateAsync({ path, body: { to: name, readBack: true } })
        onDone()
        say({ text: t('staff.laboratory.said.told', { name }), detail: nameOf(one) })
      }}
    >
      <p>
        {one.test} {one.result && <Value result={one.result} />} {one.result && <FlagTag result={one.result} />}
      </p>
      {to.input}
      <label className="option">
        <input id="readBack" type="checkbox" name="readBack" />
        <span>{t('staff.laboratory.critical.readBack')}</span>
      </label>
      <Button>{t('staff.laboratory.critical.button')}</Button>
    </Form>
  )
}

/** Those that concern this doctor now. Nothing is shown while there are none. */
export function CriticalsOfDoctor({ facility }: { facility: string }) {
  const { t } = useText()
  const query = { facility, limit: 50 }
  const { data, error } = useAnswer('GET /v1/diagnostics/criticals', { query }, OFTEN)
  const send = useSend('POST /v1/diagnostics/orders/{orderId}/lines/{line}/acknowledgement')
  const acknowledge = async (one: Critical): Promise<void> => {
    await send.mutateAsync({ path: { orderId: one.orderId, line: one.line } })
    say({ text: t('staff.inbox.said.acknowledged', { test: one.test ?? '' }), detail: nameOf(one) })
  }
  if (error && !data) return <Failure error={error} />
  if (!data || data.items.length === 0) return null
  return (
    <Notice kind="error" title={t('staff.inbox.criticals', { count: data.items.length })}>
      {send.error && <Failure error={send.error} takesFocus />}
      {data.items.map((one) => (
        <CriticalRow key={keyOf(one)} one={one}>
          <Button onClick={() => void acknowledge(one).catch(() => undefined)}>
            {t('staff.inbox.acknowledgeCritical')} <span className="visually-hidden">{nameOf(one)}</span>
          </Button>
        </CriticalRow>
      ))}
    </Notice>
  )
}
