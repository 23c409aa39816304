// Beside the list of centres: in which states there are times, and in which districts of the state of the list.
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { stateName } from '../../../i18n/state-names.ts'
import { Bars } from './Bars.tsx'
import { StateTiles } from './StateTiles.tsx'
import { useDistrictSums, useStateSums } from './sums.ts'

const DISTRICTS_SHOWN = 6

/** `state` is the name of a state, as the answers with centres give it. */
export default function Where({ state }: { state?: string | undefined }) {
  const { t } = useText()
  const { states } = useStateSums()
  if (!states) return null
  const chosen = states.find(({ name }) => name === state)
  return (
    <>
      <section className="card">
        <h2>{t('centres.where.title')}</h2>
        <p className="soft">{t('centres.where.text')}</p>
        <StateTiles states={states} chosen={chosen?.code} />
      </section>
      {chosen && <OfState code={chosen.code} name={chosen.name} />}
    </>
  )
}

function OfState({ code, name }: { code: string; name: string }) {
  const { t, language } = useText()
  const { districts } = useDistrictSums(code)
  if (!districts) return null
  const most = districts.toSorted((a, b) => b.available - a.available).slice(0, DISTRICTS_SHOWN)
  return (
    <section className="card">
      <h2>{t('centres.where.districts', { state: stateName(name, language) })}</h2>
      <Bars places={most.map(({ cell, ...rest }) => ({ ...rest, address: href('/centres', { district: cell }) }))} />
      <Link href={href('/districts', { state: code })}>{t('centres.where.all', { count: districts.length })}</Link>
    </section>
  )
}
