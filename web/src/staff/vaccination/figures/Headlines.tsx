// The four numbers that officials ask for first, each with its change from as many days before.
import type { Answer } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'

type Counts = Answer<'GET /v1/vaccination/figures'>['total']

interface HeadlinesProps {
  readonly total: Counts
  /** The same counts of as many days before. Undefined until they are known. */
  readonly before: Counts | undefined
  /** The number of days. */
  readonly length: number
}

const percent = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((1000 * part) / whole) / 10

export function Headlines({ total, before, length }: HeadlinesProps) {
  const { t, format } = useText()
  const ofAll = (counts: Counts | undefined, part: 'given' | 'booked', whole: 'booked' | 'seats') =>
    counts && percent(counts[part], counts[whole])
  return (
    <>
      <dl className="headlines">
        <Headline name="given" shown={format.amount(total.given)}>
          <Growth now={total.given} before={before?.given} />
        </Headline>
        <Headline name="booked" shown={format.amount(total.booked)}>
          <Growth now={total.booked} before={before?.booked} />
        </Headline>
        <Share name="kept" now={ofAll(total, 'given', 'booked')} before={ofAll(before, 'given', 'booked')} />
        <Share name="used" now={ofAll(total, 'booked', 'seats')} before={ofAll(before, 'booked', 'seats')} />
      </dl>
      <p className="soft figures-asof">{t('staff.figures.compared', { count: length })}</p>
    </>
  )
}

function Headline({ name, shown, children }: { name: string; shown: string; children: React.ReactNode }) {
  const { t } = useText()
  return (
    <div>
      <dt>{t(`staff.figures.headline.${name}`)}</dt>
      <dd>
        <span className="headline-number">{shown}</span>
        {children}
      </dd>
    </div>
  )
}

function Share({ name, now, before }: { name: string; now: number | undefined; before: number | undefined }) {
  const { t, format } = useText()
  const change = now === undefined || before === undefined ? undefined : Math.round(10 * (now - before)) / 10
  return (
    <Headline name={name} shown={now === undefined ? '–' : `${format.number(now)} %`}>
      <Change change={change} text={(amount) => t('staff.figures.points', { amount: format.number(amount) })} />
    </Headline>
  )
}

function Growth({ now, before }: { now: number; before: number | undefined }) {
  const { format } = useText()
  const change = before === undefined ? undefined : percent(now - before, before)
  return <Change change={change} text={(amount) => `${format.number(amount)} %`} />
}

/** A sign and an arrow: the colour only helps. */
function Change({ change, text }: { change: number | undefined; text: (amount: number) => string }) {
  const { t } = useText()
  if (change === undefined) return <span className="headline-change soft">{t('staff.figures.noChange.unknown')}</span>
  if (change === 0) return <span className="headline-change soft">{t('staff.figures.noChange.same')}</span>
  const isMore = change > 0
  return (
    <span className={isMore ? 'headline-change tag tag-good' : 'headline-change tag tag-warning'}>
      <Icon name={isMore ? 'arrow-up' : 'arrow-down'} sizePx={13} />
      {`${isMore ? '+' : '−'}${text(Math.abs(change))}`}
    </span>
  )
}
