// Charts drawn as SVG: lines over time, and bars by day. The words and tables beside them say the same.
import './chart.css'
import { useText } from '../../i18n/language.ts'

const WIDTH = 480
const HEIGHT = 180
const LEFT_MIN = 52
/** Room for one letter of the amounts, which are larger on a phone. */
const LETTER = 10
const BOTTOM = 24
const TOP = 10
const STEPS = 4

export interface Series {
  readonly name: string
  /** One value for each place on the axis. Undefined where no value is known. */
  readonly values: readonly (number | undefined)[]
}

interface ChartProps {
  readonly title: string
  readonly series: readonly Series[]
  /** Words below the axis: for the first place, for some places, for the last place. */
  readonly labels: readonly { readonly at: number; readonly text: string }[]
  readonly format: (value: number) => string
  /** What the chart shows, in words, for people who do not see it. */
  readonly summary: string
  readonly kind?: 'lines' | 'bars'
}

export function Chart({ title, series, labels, format, summary, kind = 'lines' }: ChartProps) {
  const { language } = useText()
  const count = Math.max(...series.map(({ values }) => values.length), 1)
  const top = niceTop(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const left = Math.max(LEFT_MIN, LETTER * (format(top).length + 1.5))
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)
  const step = (WIDTH - left - 8) / (kind === 'bars' ? count : Math.max(1, count - 1))
  const x = (at: number): number => left + step * (kind === 'bars' ? at + 0.5 : at)
  return (
    <figure className="chart" dir={language.direction}>
      <figcaption>
        {title}
        {series.length > 1 && (
          <span className="chart-legend">
            {series.map(({ name }, nth) => (
              <span key={name}>
                <svg width="24" height="12" aria-hidden="true" style={{ inlineSize: '24px' }}>
                  {kind === 'bars' ? (
                    <rect className={`chart-${nth}`} x="5" y="1" width="12" height="10" />
                  ) : (
                    <path className={`chart-${nth}`} d="M0 6H24" />
                  )}
                </svg>
                {name}
              </span>
            ))}
          </span>
        )}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}: ${summary}`}>
        {Array.from({ length: STEPS + 1 }, (_, nth) => (top / STEPS) * nth).map((value) => (
          <g key={value}>
            <line className="chart-grid" x1={left} x2={WIDTH} y1={y(value)} y2={y(value)} />
            <text x={left - 6} y={y(value) + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        ))}
        {series.map(({ name, values }, nth) =>
          kind === 'bars' ? (
            <Bars key={name} {...{ nth, values, x, y }} width={(step * 0.8) / series.length} of={series.length} />
          ) : (
            <path key={name} className={`chart-${nth}`} d={toPath(values, x, y)} />
          ),
        )}
        {labels.map(({ at, text }) => (
          <text key={at} x={x(at)} y={HEIGHT - 6} textAnchor={anchorOf(at, count, kind)}>
            {text}
          </text>
        ))}
      </svg>
    </figure>
  )
}

interface BarsProps {
  readonly nth: number
  readonly of: number
  readonly values: Series['values']
  readonly width: number
  readonly x: (at: number) => number
  readonly y: (value: number) => number
}

function Bars({ nth, of, values, width, x, y }: BarsProps) {
  return values.map((value = 0, at) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: the index is the place on the axis
      key={at}
      className={`chart-${nth}`}
      x={x(at) + (nth - of / 2) * width}
      y={y(value)}
      width={width}
      height={y(0) - y(value)}
    />
  ))
}

function anchorOf(at: number, count: number, kind: 'lines' | 'bars'): 'start' | 'middle' | 'end' {
  if (kind === 'bars') return 'middle'
  return at === 0 ? 'start' : at === count - 1 ? 'end' : 'middle'
}

/** A line with a gap where no value is known. */
function toPath(values: Series['values'], x: (at: number) => number, y: (value: number) => number): string {
  let isOpen = false
  return values
    .map((value, at) => {
      const wasOpen = isOpen
      isOpen = value !== undefined
      if (value === undefined) return ''
      const point = `${x(at).toFixed(1)} ${y(value).toFixed(1)}`
      // Draw a short stroke, so that a single point between two gaps is visible.
      return wasOpen ? `L${point}` : `M${point}h0.1`
    })
    .join('')
}

/** The next of 1, 2, 4, 8 times a power of ten, so that its quarters are round numbers. */
function niceTop(value: number): number {
  if (value <= 0) return 4
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 8, 10].find((each) => each * power >= value) ?? 10) * power
}
