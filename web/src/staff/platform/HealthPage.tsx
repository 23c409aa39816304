// The health of the server that answers: its metrics, read every two seconds and drawn as lines over five minutes.
import { useEffect, useRef, useState } from 'react'
import { ask } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Chart } from '../charts/Chart.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Measure, type Measured, measure, parseMetrics, type Reading } from './metrics.ts'

const EVERY_MS = 2_000
const KEPT = 150

export default function HealthPage() {
  const { t, format } = useText()
  const [isPaused, setPaused] = useState(false)
  const { measured, failure } = useMetrics(isPaused)
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
      {failure !== undefined && (
        <Failure error={failure}>
          <p>{t('staff.health.asksAgain')}</p>
        </Failure>
      )}
      {!last && failure === undefined && <Loading />}
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
                labels={timesOf(measured, format.exactTime)}
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

/** With seconds, because the first readings are in the same minute. */
function timesOf(measured: readonly Measured[], time: (at: string) => string) {
  const ends = measured.length > 1 ? [0, measured.length - 1] : [0]
  return ends.map((at) => ({ at, text: time(new Date(measured[at]?.atMs ?? 0).toISOString()) }))
}

/** Reads the metrics while the page is visible. */
function useMetrics(isPaused: boolean): { measured: readonly Measured[]; failure: unknown } {
  const [measured, setMeasured] = useState<readonly Measured[]>([])
  const [failure, setFailure] = useState<unknown>()
  const before = useRef<Reading>(undefined)
  useEffect(() => {
    if (isPaused) return
    const gone = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async (): Promise<void> => {
      try {
        if (!document.hidden) note(await readMetrics(gone.signal))
      } catch (error) {
        if (!gone.signal.aborted) setFailure(error)
      }
      if (!gone.signal.aborted) timer = setTimeout(() => void read(), EVERY_MS)
    }
    const note = (found: Reading): void => {
      setFailure(undefined)
      const earlier = before.current
      before.current = found
      if (earlier) setMeasured((known) => [...known, measure(earlier, found)].slice(-KEPT))
    }
    void read()
    return () => {
      gone.abort()
      clearTimeout(timer)
    }
  }, [isPaused])
  return { measured, failure }
}

async function readMetrics(signal: AbortSignal): Promise<Reading> {
  const text = await ask('GET /v1/metrics', { signal })
  return { atMs: performance.timeOrigin + performance.now(), samples: parseMetrics(text) }
}
