// The health of the server that answers: read every two seconds from its metrics, drawn as lines of five minutes.
import './officials.css'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Loading } from '../../ui/outcomes.tsx'
import { StaffPage } from '../StaffPage.tsx'
import { Chart } from './Chart.tsx'
import { type Measure, type Measured, measure, parseMetrics, type Reading } from './metrics.ts'

const EVERY_MS = 2_000
const TIME_LIMIT_MS = 5_000
const KEPT = 150

type Fault = 'unreachable' | 'private'

export default function HealthPage() {
  const { t, format } = useText()
  const [isPaused, setPaused] = useState(false)
  const { measured, fault } = useMetrics(isPaused)
  const last = measured.at(-1)
  const count = (value: number): string => format.number(Math.round(value * 10) / 10)
  const charts: readonly { readonly title: string; readonly names: readonly Measure[] }[] = [
    { title: t('staff.health.requests'), names: ['requests'] },
    { title: t('staff.health.errors'), names: ['errors'] },
    { title: t('staff.health.durations'), names: ['p95', 'p99'] },
    { title: t('staff.health.bookings'), names: ['bookings'] },
    { title: t('staff.health.queue'), names: ['queue'] },
    { title: t('staff.health.lag'), names: ['lag'] },
  ]
  return (
    <StaffPage
      title={t('staff.health.title')}
      actions={
        <Button kind="quiet" onClick={() => setPaused(!isPaused)}>
          {t(isPaused ? 'staff.health.goOn' : 'staff.health.pause')}
        </Button>
      }
    >
      <p>{t('staff.health.what')}</p>
      {fault && (
        <Notice kind={fault === 'private' ? 'info' : 'error'} title={t(`staff.health.${fault}.title`)}>
          <p>{t(`staff.health.${fault}.text`)}</p>
        </Notice>
      )}
      {!last && !fault && <Loading />}
      {last && (
        <>
          <dl className="totals">
            {charts.flatMap(({ names }) =>
              names.map((name) => (
                <div key={name}>
                  <dt>{t(`staff.health.now.${name}`)}</dt>
                  <dd>{last[name] === undefined ? '–' : count(last[name])}</dd>
                </div>
              )),
            )}
          </dl>
          <div className="charts">
            {charts.map(({ title, names }) => (
              <Chart
                key={title}
                title={title}
                format={(value) => format.number(Math.round(value * 100) / 100)}
                labels={timesOf(measured, format.time)}
                summary={names.map((name) => (last[name] === undefined ? '–' : count(last[name]))).join(', ')}
                series={names.map((name) => ({
                  name: t(`staff.health.now.${name}`),
                  values: measured.map((each) => each[name]),
                }))}
              />
            ))}
          </div>
        </>
      )}
    </StaffPage>
  )
}

function timesOf(measured: readonly Measured[], time: (at: string) => string) {
  const ends = measured.length > 1 ? [0, measured.length - 1] : [0]
  return ends.map((at) => ({ at, text: time(new Date(measured[at]?.atMs ?? 0).toISOString()) }))
}

/** Reads the metrics while the page is seen. */
function useMetrics(isPaused: boolean): { measured: readonly Measured[]; fault: Fault | undefined } {
  const [measured, setMeasured] = useState<readonly Measured[]>([])
  const [fault, setFault] = useState<Fault>()
  const before = useRef<Reading>(undefined)
  useEffect(() => {
    if (isPaused) return
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async (): Promise<void> => {
      const found = document.hidden ? undefined : await readMetrics()
      if (isGone) return
      if (typeof found === 'string') setFault(found)
      else if (found) {
        setFault(undefined)
        const earlier = before.current
        before.current = found
        if (earlier) setMeasured((known) => [...known, measure(earlier, found)].slice(-KEPT))
      }
      timer = setTimeout(() => void read(), EVERY_MS)
    }
    void read()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [isPaused])
  return { measured, fault }
}

async function readMetrics(): Promise<Reading | Fault> {
  try {
    const response = await fetch('/metrics', { signal: AbortSignal.timeout(TIME_LIMIT_MS) })
    if (response.ok)
      return { atMs: performance.timeOrigin + performance.now(), samples: parseMetrics(await response.text()) }
    return response.status === 404 ? 'private' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
