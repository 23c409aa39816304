// The test call: sends one signed callback to the webhook now, and shows what came back and how long it took.
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import { useText } from '../i18n/language.ts'
import { Notice } from '../ui/Notice.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { useSend } from './asking.ts'
import { Confirm } from './Confirm.tsx'
import { useFault } from './words.ts'

type Result = Answer<'POST /v1/customers/me/test-callbacks'>

export function TestCall({ webhook }: { webhook: string }) {
  const { t } = useText()
  const send = useSend('POST /v1/customers/me/test-callbacks')
  const [result, setResult] = useState<Result>()
  return (
    <section aria-labelledby="test">
      <h2 id="test">{t('callbacks.test.title')}</h2>
      <p>{t('callbacks.test.what')}</p>
      <Confirm
        label={t('callbacks.test.send')}
        kind="main"
        what={t('callbacks.test.ask', { url: webhook })}
        onOpen={() => setResult(undefined)}
        onConfirm={async () => setResult(await send.mutateAsync({}))}
      />
      {result && <Outcome result={result} />}
    </section>
  )
}

function Outcome({ result }: { result: Result }) {
  const { t } = useText()
  const faultOf = useFault()
  const { answer, isDelivered, durationMs, fault } = result
  const count = t('callbacks.took', { count: durationMs })
  const rows = [
    ...(answer ? [{ label: t('callbacks.test.status'), value: String(answer.status) }] : []),
    { label: t('callbacks.test.time'), value: count },
    ...(answer?.type ? [{ label: t('callbacks.test.type'), value: answer.type }] : []),
    ...(answer?.text ? [{ label: t('callbacks.test.text'), value: <pre className="code">{answer.text}</pre> }] : []),
  ]
  return (
    <>
      <Notice
        kind={isDelivered ? 'good' : 'error'}
        takesFocus
        title={isDelivered ? t('callbacks.test.good') : t('callbacks.test.bad')}
      >
        {!isDelivered && (
          <p>{answer ? t('callbacks.test.need2xx', { status: String(answer.status) }) : faultOf(fault)}</p>
        )}
        <SummaryList rows={rows} />
      </Notice>
      <details>
        <summary>{t('callbacks.test.sent')}</summary>
        <pre className="code">{sentText(result)}</pre>
      </details>
    </>
  )
}

/** The request as a program sees it: its headers, an empty line, its body. */
export const sentText = ({ headers, body }: Pick<Result, 'headers' | 'body'>): string =>
  `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${body}`
