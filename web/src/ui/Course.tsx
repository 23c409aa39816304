// The values of one test over time as a line, with the range that holds now, and the same values as words below it.
import './course.css'
import type { Answer } from '../api/client.ts'
import { useText } from '../i18n/language.ts'

type CourseAnswer = Answer<'GET /v1/diagnostics/courses'>
type Point = CourseAnswer['points'][number]

const [WIDTH, HEIGHT] = [480, 180]
const EDGE = { left: 56, right: 12, top: 12, bottom: 26 } as const
const ROOM = 0.12
const MARK = 4

/** Sehat draws a line only through values of the same test and unit. */
export function Course({ course: { name = '', unit = '', points } }: { course: CourseAnswer }) {
  const { t, format } = useText()
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return <p className="soft">{t('results.course.none')}</p>
  const summary = t('results.course.summary', { count: points.length, value: `${last.value} ${unit}` })
  return (
    <figure className="course">
      <figcaption>{unit === '' ? name : t('results.course.caption', { test: name, unit })}</figcaption>
      {points.length > 1 && (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${name}: ${summary}`}>
          <Line points={points} />
          <text x={EDGE.left} y={HEIGHT - 6}>
            {format.instant(first.at).split(',')[0]}
          </text>
          <text x={WIDTH - EDGE.right} y={HEIGHT - 6} textAnchor="end">
            {format.instant(last.at).split(',')[0]}
          </text>
        </svg>
      )}
      <ol className="plain course-values">
        {points.toReversed().map((point) => (
          <li key={`${point.orderId} ${point.at}`}>
            <span className="soft">{format.instant(point.at)}</span>{' '}
            <strong>
              {point.value} {unit}
            </strong>{' '}
            <span>{flagWords(point)}</span>
          </li>
        ))}
      </ol>
    </figure>
  )

  function flagWords({ flag, low, high }: Point): string {
    if (flag !== 'none') return t(`results.flag.${flag}`)
    return low === undefined && high === undefined ? t('results.noRange') : t('results.flag.none')
  }
}

function Line({ points }: { points: readonly Point[] }) {
  const { format } = useText()
  const { low, high } = points.at(-1) ?? {}
  const values = [...points.map(({ number }) => number), ...[low, high].flatMap((one) => one ?? [])]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const room = (most - least || Math.abs(most) || 1) * ROOM
  const [bottom, top] = [least - room, most + room]
  const y = (value: number): number =>
    EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (1 - (value - bottom) / (top - bottom))
  const times = points.map(({ at }) => Date.parse(at))
  const [from = 0, until = 0] = [times[0], times.at(-1)]
  const share = (nth: number): number =>
    until === from ? nth / (points.length - 1) : ((times[nth] ?? from) - from) / (until - from)
  const x = (nth: number): number => EDGE.left + (WIDTH - EDGE.left - EDGE.right) * share(nth)
  const ticks = [...new Set([low, high].flatMap((one) => one ?? []))]
  const shown = ticks.length > 0 ? ticks : [least, most]
  const [bandTop, bandEnd] = [y(high ?? top), y(low ?? bottom)]
  return (
    <>
      {(low !== undefined || high !== undefined) && (
        <rect
          className="course-range"
          x={EDGE.left}
          width={WIDTH - EDGE.left - EDGE.right}
          y={bandTop}
          height={bandEnd - bandTop}
        />
      )}
      {shown.map((value) => (
        <g key={value}>
          <line className="course-grid" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(value)} y2={y(value)} />
          <text x={EDGE.left - 6} y={y(value) + 4} textAnchor="end">
            {format.number(value)}
          </text>
        </g>
      ))}
      <polyline points={points.map(({ number }, nth) => `${x(nth).toFixed(1)},${y(number).toFixed(1)}`).join(' ')} />
      {points.map(({ number, flag, at, orderId }, nth) =>
        flag === 'none' ? (
          <circle key={`${orderId} ${at}`} cx={x(nth)} cy={y(number)} r={MARK} />
        ) : (
          // What is outside the range is a square: its form says it, too.
          <rect
            key={`${orderId} ${at}`}
            className="course-outside"
            x={x(nth) - MARK}
            y={y(number) - MARK}
            width={2 * MARK}
            height={2 * MARK}
          />
        ),
      )}
    </>
  )
}
